import js from "@eslint/js";

/* names that do not exist are tsc's business */
export default [
  { ignores: [".venv/", ".cache/", "assets/bundles/"] },
  js.configs.recommended,
  {
    rules: {
      "no-undef": "off",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "object-shorthand": "error",
      "no-shadow": "error",
      "no-param-reassign": "error",
      "no-implicit-globals": "error",
      "no-eval": "error",
      "no-alert": "error",
      "no-console": "error",
      "no-nested-ternary": "off",
      "max-lines": ["error", 250],
      complexity: ["error", 12],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Texts are never HTML." },
        { property: "outerHTML", message: "Texts are never HTML." },
      ],
    },
  },
];
