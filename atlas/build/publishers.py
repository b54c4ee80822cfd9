"""Who published the figures of each table, and under which licence: what becomes ``sources.yaml``."""

from __future__ import annotations

DL_DE = {
    "licence": "Datenlizenz Deutschland – Namensnennung – Version 2.0",  # noqa: RUF001  the licence's own name
    "licence_url": "https://www.govdata.de/dl-de/by-2-0",
}
SOURCES = {
    "bbsr_inkar": {
        "publisher": "Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)",
        "title": "INKAR – Indikatoren und Karten zur Raum- und Stadtentwicklung",  # noqa: RUF001  as published
        **DL_DE,
        "attribution": "© BBSR Bonn, INKAR (Daten verändert)",
        "url": "https://www.inkar.de",
    },
    "rki_gisd": {
        "publisher": "Robert Koch-Institut",
        "title": "German Index of Socioeconomic Deprivation (GISD)",
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "attribution": "Robert Koch-Institut, GISD, CC BY 4.0 (Daten verändert)",
        "url": "https://github.com/robert-koch-institut/German_Index_of_Socioeconomic_Deprivation_GISD",
    },
    "destatis_gv": {
        "publisher": "Statistisches Bundesamt (Destatis)",
        "title": "Gemeindeverzeichnis-Informationssystem, Auszug aus dem Gemeindeverzeichnis",
        "licence": "Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet",
        "licence_url": "https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/_inhalt.html",
        "attribution": (
            "© Daten (im Auftrag der Herausgebergemeinschaft Statistische Ämter des Bundes und der Länder): "
            "Statistisches Bundesamt (Destatis), 2022 (Daten verändert)"
        ),
        "url": "https://www.destatis.de/DE/Themen/Laender-Regionen/Regionales/Gemeindeverzeichnis/_inhalt.html",
    },
    "tls_elections": {
        "publisher": "Thüringer Landesamt für Statistik",
        "title": "Landtagswahlen in Thüringen, endgültige Ergebnisse nach Wahlbezirken",
        "licence": "keine Lizenz genannt; Ergebnisse mit Quellenangabe",
        "licence_url": "https://wahlen.thueringen.de",
        "attribution": "Thüringer Landesamt für Statistik (Daten verändert)",
        "url": "https://wahlen.thueringen.de",
    },
    "zensus_2022": {
        "publisher": "Statistische Ämter des Bundes und der Länder",
        "title": "Zensus 2022, Gemeinden",
        **DL_DE,
        "attribution": "© Statistische Ämter des Bundes und der Länder, Zensus 2022 (Daten verändert)",
        "url": "https://www.zensus2022.de",
    },
}
#: Source, title and time of each table, and the smallest count that its source allows to show.
TABLES: dict[str, dict[str, object]] = {
    "inkar_labour": {
        "source": "bbsr_inkar",
        "title": "Arbeitslose und Einwohner im Alter von 15 bis 64 Jahren",
        "date": "1995 bis 2021, Gebietsstand 31.12.2021",
        # the federal employment agency, from which INKAR has its figures, shows no count below 3
        "minimum": {"unemployed": 3},
    },
    "inkar_workbooks": {
        "source": "bbsr_inkar",
        "title": "Beschäftigung, Verdienst, Einkommen und Überschuldung der Kreise",
        "date": "1997 bis 2021, Gebietsstand 31.12.2021",
    },
    "inkar_income_tax": {
        "source": "bbsr_inkar",
        "title": "Gemeindeanteil an der Einkommensteuer je Einwohner, Gemeindeverbände",
        "date": "1995 bis 2019, Gebietsstand 31.12.2021",
    },
    "inkar_districts": {
        "source": "bbsr_inkar",
        "title": "Indikatoren der Kreise",
        "date": "1995 bis 2022, Gebietsstand 31.12.2021",
    },
    "gisd": {
        "source": "rki_gisd",
        "title": "Index der sozioökonomischen Deprivation",
        "date": "1998 bis 2021",
    },
    "population": {
        "source": "destatis_gv",
        "title": "Fläche und Bevölkerung nach Geschlecht",
        "date": "31.12.1994 bis 31.12.2021",
    },
    "state_elections": {
        "source": "tls_elections",
        "title": "Wahlberechtigte und Wählende bei Landtagswahlen",
        "date": "2009, 2014, 2019",
    },
    "census_2022": {
        "source": "zensus_2022",
        "title": "Bevölkerung, Haushalte und Wohnungen der Gemeinden",
        "date": "Zensustag 15.05.2022",
    },
}
