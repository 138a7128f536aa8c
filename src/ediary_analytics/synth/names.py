"""Names of people and schools that do not exist: common Lithuanian first names and surnames, put together at random.

A surname is stored as ``root|ending``; daughters and wives carry their own endings (Rimkus, Rimkutė, Rimkienė).
"""

import unicodedata
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIRLS: Final = _words(
    "Emilija Sofija Liepa Luknė Amelija Lukrecija Austėja Ema Kamilė Gabija Ugnė Elija Barbora Saulė Viltė Urtė Adelė "
    "Smiltė Rugilė Gabrielė Goda Miglė Elzė Ieva Kotryna Augustė Vakarė Deimantė Ūla Žemyna Melita Patricija Medėja "
    "Izabelė Karolina Upė Rusnė Eglė Skaistė Gustė Aurėja Lėja Otilija Mėta Vasarė Fausta Evelina Greta Agnė Guoda"
)
BOYS: Final = _words(
    "Jokūbas Matas Benas Markas Lukas Dovydas Nojus Kajus Herkus Jonas Adomas Motiejus Dominykas Ignas Domas Gustas "
    "Vakaris Augustas Tomas Pijus Simonas Joris Majus Kasparas Rokas Arnas Titas Mykolas Emilis Ąžuolas Jurgis Vilius "
    "Danielius Paulius Kristupas Aronas Ugnius Povilas Erikas Rapolas Justas Martynas Žygimantas Šarūnas Gytis Einius "
    "Aidas Tadas Armandas Laurynas"
)
WOMEN: Final = _words(
    "Rasa Daiva Jolanta Vilma Inga Asta Rita Jurgita Lina Sandra Edita Kristina Neringa Laura Aušra Giedrė Renata "
    "Vaida Simona Diana Loreta Birutė Ramunė Jūratė Živilė Dalia Audronė Vida Irena Sigita Zita Nijolė Regina Eglė "
    "Violeta Snieguolė Aistė Ingrida Raminta Erika"
)
MEN: Final = _words(
    "Darius Tomas Andrius Mindaugas Saulius Gintaras Vytautas Rimantas Algirdas Arūnas Kęstutis Marius Donatas Nerijus "
    "Linas Valdas Audrius Egidijus Ramūnas Raimondas Giedrius Aurimas Vaidotas Virginijus Artūras Šarūnas Žilvinas "
    "Remigijus Evaldas Julius"
)
SURNAMES: Final = _words(
    "Kazlausk|as Petrausk|as Jankausk|as Žukausk|as Vasiliausk|as Butk|us Paulausk|as Urbon|as Kavaliausk|as "
    "Ramanausk|as Balčiūn|as Stankev|ičius Navick|as Rimk|us Savick|as Šimk|us Baranausk|as Bagdon|as Černiausk|as "
    "Malinausk|as Morkūn|as Adomait|is Sakalausk|as Žilinsk|as Lukoševi|čius Mockev|ičius Vaitkev|ičius Juškev|ičius "
    "Gudait|is Mikalausk|as Dambrausk|as Vaičiūn|as Norkūn|as Šidlausk|as Bieliausk|as Grigait|is Jonušait|is "
    "Kučinsk|as Pocev|ičius Razm|a Kudirk|a Tamul|is Gaid|ys Šeškut|is Ūs|as Ąžuolait|is Žvirbl|is Lap|ė "
    "Bruž|as Daugėl|a Eidukait|is Mažeik|a Normant|as Pukel|is Rudz|is Skirmant|as Šliož|as Tumėn|as Valait|is "
    "Zabul|is Žaltausk|as Brazd|ys Čiurl|ys Dargu|žis Gelžin|is Girden|is Jasait|is Kalvait|is Karos|as Lauruš|as "
    "Matul|is Narbut|as Pliopl|ys Raudon|is Rutk|us Siman|as Stonk|us Šilein|is Vaišnor|as Vilk|as Virbick|as"
)
SCHOOLS: Final = _words(
    "Ąžuolyno Upės Pušyno Beržyno Ežero Versmės Aušros Saulėtekio Vyturio Žalgirio Gintaro Dobilo Rasos Vėtrungės "
    "Kalnų Lankos Malūno Žiburio Svajonių Sodų Tilto Žvaigždės Šaltinio Giliuko Laumės Eglyno Klevų Liepų Pamario Salos"
)
#: Municipalities that are on no map.
MUNICIPALITIES: Final = (
    "Gilužių r.",
    "Šilagirio r.",
    "Vėjūnų m.",
    "Baltupės r.",
    "Medžiūnų r.",
    "Žvirgždės r.",
    "Saulupio m.",
    "Ramulės r.",
    "Dubravų r.",
    "Eglupio r.",
)
_WORN: Final = {
    "ičius": ("ičiūtė", "ičienė"),
    "čius": ("čiūtė", "čienė"),
    "žis": ("žytė", "žienė"),
    "as": ("aitė", "ienė"),
    "is": ("ytė", "ienė"),
    "ys": ("ytė", "ienė"),
    "us": ("utė", "ienė"),
    "a": ("aitė", "ienė"),
    "ė": ("aitė", "ienė"),
}


def surname(number: int, *, woman: bool, married: bool = False) -> str:
    """The surname of that number as a man, an unmarried or a married woman wears it.

    >>> surname(0, woman=False), surname(0, woman=True), surname(0, woman=True, married=True)
    ('Kazlauskas', 'Kazlauskaitė', 'Kazlauskienė')
    """
    root, ending = SURNAMES[number % len(SURNAMES)].split("|")
    return root + (_WORN[ending][married] if woman else ending)


def address(first: str, last: str, number: int) -> str:
    """A mail address at a domain that can never exist (RFC 2606)."""
    plain = unicodedata.normalize("NFKD", f"{first}.{last}".lower()).encode("ascii", "ignore").decode()
    return f"{plain}{number}@mokykla.example"


def phone(number: int) -> str:
    """A telephone number that nobody has."""
    return f"+370 600 0{number % 10_000:04d}"
