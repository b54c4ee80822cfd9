/* The naive variant's style comes with each feature, as the first Dash tutorial has it. */
window.bench = { style: (feature) => ({ fillColor: feature.properties.colour, fillOpacity: 1, color: "#fff", weight: 0.6 }) };
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.bench_plotly = {
  restyle: (at, values) => {
    const graph = document.querySelector("#graph .js-plotly-plot");
    if (graph && window.Plotly) window.Plotly.restyle(graph, { z: [values[at]] }, [0]);
    return String(at);
  },
};
