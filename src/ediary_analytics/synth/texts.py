"""What teachers write: topics by subject, objectives, class work, homework, remarks, events, reasons."""

from itertools import accumulate
from typing import Final

#: Topics by subject code, in the order in which they are taught.
TOPICS: Final[dict[str, tuple[str, ...]]] = {
    "lt": (
        "Skaitymo strategijos",
        "Daiktavardis ir jo linksniavimas",
        "Veiksmažodžio laikai",
        "Būdvardžio laipsniavimas",
        "Žodžių daryba",
        "Sakinio dalys",
        "Skyryba sudėtiniame sakinyje",
        "Pasakojimo rašymas",
        "Kristijonas Donelaitis „Metai“",
        "Lietuvių liaudies pasakos",
        "Vinco Krėvės kūryba",
        "Diktantas ir klaidų taisymas",
        "Teksto interpretacija",
        "Eilėraščio analizė",
    ),
    "ma": (
        "Natūralieji skaičiai",
        "Dalumo požymiai",
        "Paprastosios trupmenos",
        "Dešimtainės trupmenos",
        "Procentai",
        "Neigiamieji skaičiai",
        "Lygtys",
        "Nelygybės",
        "Kampai ir trikampiai",
        "Plotas ir perimetras",
        "Koordinačių plokštuma",
        "Tekstiniai uždaviniai",
        "Statistika ir diagramos",
        "Erdviniai kūnai",
    ),
    "en": (
        "My summer holidays",
        "Present Simple and Present Continuous",
        "Daily routines",
        "Past Simple",
        "Food and drinks",
        "Comparatives and superlatives",
        "Future plans: going to",
        "School life",
        "Animals and nature",
        "Listening: a radio interview",
        "Writing an e-mail",
    ),
    "de": (
        "Sich vorstellen",
        "Meine Familie",
        "Zahlen und Uhrzeit",
        "Schule und Stundenplan",
        "Essen und Trinken",
        "Hobbys",
        "Perfekt",
        "Meine Stadt",
    ),
    "fr": (
        "Se présenter",
        "Ma famille",
        "Les nombres et l'heure",
        "À l'école",
        "Les repas",
        "Les loisirs",
        "Passé composé",
    ),
    "es": ("¡Hola! ¿Qué tal?", "Mi familia", "Los números", "En clase", "La comida", "El tiempo libre", "Mi ciudad"),
    "is": (
        "Istorijos šaltiniai",
        "Senovės Graikija",
        "Romos imperija",
        "Baltų gentys",
        "Lietuvos valstybės susikūrimas",
        "Vytautas Didysis",
        "Abiejų Tautų Respublika",
        "Spaudos draudimas",
        "Vasario 16-osios aktas",
        "Laisvės kovos",
    ),
    "ge": (
        "Žemėlapis ir mastelis",
        "Litosfera",
        "Atmosfera",
        "Hidrosfera",
        "Gyventojai",
        "Europos šalys",
        "Lietuvos gamta",
    ),
    "pi": ("Žmogaus teisės", "Savivalda", "Rinkimai", "Žiniasklaida", "Europos Sąjunga"),
    "ek": ("Poreikiai ir ištekliai", "Rinka", "Asmeninis biudžetas", "Mokesčiai", "Verslo idėja"),
    "vi": ("Mano šeima ir namai", "Mano mokykla", "Saugus eismas", "Lietuvos miestai", "Valstybės simboliai", "Amatai"),
    "gm": ("Kūnai ir medžiagos", "Vandens būsenos", "Augalai", "Gyvūnai", "Miškas", "Energija", "Saulės sistema"),
    "bi": (
        "Ląstelė",
        "Bakterijos ir virusai",
        "Augalo sandara",
        "Bestuburiai",
        "Stuburiniai",
        "Ekosistema",
        "Kraujotaka",
    ),
    "ch": ("Medžiagos ir mišiniai", "Atomo sandara", "Periodinė lentelė", "Cheminės reakcijos", "Oksidai", "Rūgštys"),
    "fi": ("Matavimai", "Greitis ir kelias", "Jėga", "Slėgis", "Darbas ir energija", "Šiluma", "Elektros srovė"),
    "it": ("Saugus internetas", "Teksto tvarkymas", "Skaičiuoklė", "Algoritmai", "Programavimas", "Pateiktys"),
    "da": ("Spalvų ratas", "Kompozicija", "Piešimas iš natūros", "Lietuvių liaudies menas", "Grafika", "Plakatas"),
    "te": ("Saugus darbas", "Darbas su mediena", "Mityba", "Tekstilė", "Elektronika", "Projekto gynimas"),
    "mu": (
        "Liaudies dainos",
        "Ritmas ir metras",
        "Simfoninis orkestras",
        "M. K. Čiurlionis",
        "Džiazas",
        "Choro dainos",
    ),
    "fu": (
        "Bėgimas",
        "Krepšinio varymas ir metimas",
        "Tinklinio perdavimai",
        "Gimnastika",
        "Kvadratas",
        "Ištvermės testas",
    ),
    "et": ("Draugystė", "Sąžiningumas", "Šeimos vertybės", "Konfliktų sprendimas", "Atsakomybė"),
    "ti": ("Sukūrimo istorija", "Dekalogas", "Adventas ir Kalėdos", "Palyginimai", "Velykos"),
    "gy": ("Emocijos", "Saugumas gatvėje", "Pirmoji pagalba", "Priklausomybės", "Bendravimas"),
    "kv": ("Klasės taisyklės", "Mokymosi įpročiai", "Patyčių prevencija", "Karjeros kelias", "Trimestro aptarimas"),
    "": ("Praktinis užsiėmimas", "Pasirengimas koncertui", "Individualus darbas", "Spragų šalinimas", "Kartojimas"),
    "preschool": ("Ruduo pas mus", "Miško gyvūnai", "Mano šeima", "Žiemos pasaka", "Skaičių šalis", "Pavasario sodas"),
}
#: All topics in one list, and where each subject's begin.
POOL: Final = [topic for found in TOPICS.values() for topic in found]
START: Final = dict(zip(TOPICS, accumulate((len(found) for found in TOPICS.values()), initial=0), strict=False))
OBJECTIVES: Final = (
    "Remdamiesi pavyzdžiu, gebės paaiškinti temą savais žodžiais",
    "Dirbdami poromis, išspręs bent tris uždavinius",
    "Mokysis taikyti taisyklę naujose situacijose",
    "Naudodamiesi vadovėliu, palygins du reiškinius",
    "Įsivertins, ką moka ir ko dar reikia pasimokyti",
    "Gebės pateikti du argumentus savo nuomonei pagrįsti",
)
CLASSWORK: Final = (
    "Naujos medžiagos aiškinimas",
    "Darbas su vadovėliu, 42–45 p.",
    "Darbas grupėse",
    "Pratybos, 12 užd.",
    "Užduotys skaitmeninėje aplinkoje",
    "Savarankiškas skaitymas ir aptarimas",
    "Praktinis darbas",
)
PRACTICAL_WORK: Final = CLASSWORK.index("Praktinis darbas")
HOMEWORK: Final = (
    "5 užd., 31 psl.",
    "Pratybos, 18–19 psl.",
    "Pasikartoti taisykles",
    "Perskaityti 2 skyrių, atsakyti į klausimus",
    "Pasirengti kitai pamokai",
    "Neskirta",
    "Užbaigti klasės darbą",
    "Pasirengti atsiskaitymui",
)
NO_HOMEWORK: Final = HOMEWORK.index("Neskirta")
NOT_HELD: Final = ("Klasės išvyka", "Mokyklos renginys", "Mokytojo liga", "Nacionalinis mokinių pasiekimų patikrinimas")
WORKS: Final = {
    "test": "Kontrolinis darbas",
    "independent": "Savarankiškas darbas",
    "project": "Projektinis darbas",
    "long_work": "Ilgalaikis darbas",
    "other": "Atsiskaitymas žodžiu",
}
REMARKS: Final = {
    "praise": (
        "Puikiai dirbo pamokoje.",
        "Padėjo draugams.",
        "Sėkmingai atstovavo mokyklai.",
        "Gražiai tvarko sąsiuvinį.",
    ),
    "remark": (
        "Trukdė dirbti kitiems.",
        "Neturėjo priemonių.",
        "Neatliko namų darbų.",
        "Naudojosi telefonu per pamoką.",
    ),
    "comment": (
        "Prašau pasirašyti pažymių lapą.",
        "Kviečiu pasikalbėti apie mokymąsi.",
        "Reikia atsiskaityti už darbą.",
    ),
}
EVENTS: Final = {
    "class_hour": (
        "Klasės taisyklės",
        "Mokymosi įpročiai",
        "Patyčių prevencija",
        "Karjeros kelias",
        "Saugus internetas",
    ),
    "social_civic": ("Talka mokyklos kieme", "Pagalba bibliotekoje", "Paramos akcija „Gerumo krepšelis“"),
    "trip": ("Išvyka į muziejų", "Žygis po apylinkes", "Edukacija gamtos parke"),
    "parent_meeting": ("Tėvų susirinkimas: mokslo metų pradžia", "Tėvų susirinkimas: pasiekimų aptarimas"),
    "open_day": ("Atvirų durų diena tėvams",),
    "event": ("Rudens mugė", "Kalėdinis koncertas", "Tolerancijos diena", "Kaziuko mugė", "Sporto šventė"),
    "briefing": ("Saugaus elgesio mokykloje instruktažas", "Saugaus elgesio per atostogas instruktažas"),
    "other": ("Pokalbis su Vaiko gerovės komisija", "Klasės atstovų rinkimai"),
}
PLACES: Final = ("Klasės kabinetas", "Aktų salė", "Mokyklos biblioteka", "Mokyklos kiemas")
CONTENT: Final = ("Aptarta, susitarta dėl tolesnių žingsnių", "Dirbta grupėmis", "Pasirašyta dalyvių lape")
MISTAKES: Final = ("Klaidingai įvestas įvertinimas", "Pažymys įrašytas ne tam mokiniui", "Pavėluotai gauta pažyma")
