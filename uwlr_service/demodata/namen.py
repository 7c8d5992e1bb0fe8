"""First names and surnames that are common in the Netherlands, by the language they come from."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Naamlijst:
    """Names that plausibly go together; a surname is (voorvoegsel or empty, achternaam)."""

    weight: int
    jongens: tuple[str, ...]
    meisjes: tuple[str, ...]
    achternamen: tuple[tuple[str, str], ...]


def _surnames(text: str) -> tuple[tuple[str, str], ...]:
    """Surnames separated by commas; what is written in lower case in front is the voorvoegsel."""
    pairs = []
    for naam in text.split(","):
        words = naam.split()
        prefix = [word for word in words[:-1] if word[0].islower() or word[0] == "'"]
        pairs.append((" ".join(prefix), " ".join(words[len(prefix) :])))
    return tuple(pairs)


NAMEN = (
    Naamlijst(
        weight=14,
        jongens=tuple(
            "Daan Sem Bram Lucas Finn Levi Luuk Mees Thijs Jesse Ruben Noud Stijn Gijs Teun Joris".split()
        )
        + tuple("Pieter Koen Niek Sven Wout Jelle Hidde Tijn Bas André Jan-Willem Loïc Siebe Fedde".split()),
        meisjes=tuple(
            "Emma Julia Sophie Anna Saar Lotte Fleur Noor Zoë Chloé Eva Roos Sanne Fenna Renée".split()
        )
        + tuple("Evi Tess Liv Maud Floor Isa Jet Veerle Anne-Fleur Noëlle Loïs Femke Puck Hiske".split()),
        achternamen=_surnames(
            "de Jong,Jansen,de Vries,van den Berg,Bakker,van Dijk,Visser,Smit,Meijer,de Boer,Mulder,"
            "de Groot,Bos,Vos,Peters,Hendriks,van Leeuwen,Dekker,Brouwer,de Wit,Dijkstra,Smits,"
            "de Graaf,van der Meer,van der Linden,Kok,Jacobs,de Haan,Vermeulen,van den Heuvel,"
            "van der Veen,van den Broek,de Bruijn,Schouten,van Beek,Willems,van Vliet,Hoekstra,Maas,"
            "Verhoeven,Koster,Prins,Huisman,Postma,Kuipers,Veenstra,Kramer,van Wijk,Postmus,"
            "ter Haar,op den Akker,in 't Veld,van 't Hof,Bouwmeester-de Wit,Jansen-Smit,"
            "Wiersma-van Dijk,van der Zee-Bakker,Terpstra,Zijlstra"
        ),
    ),
    Naamlijst(
        weight=3,
        jongens=tuple("Ahmet Emir Yusuf Kerem Emre Çağan Mert Ömer Eymen İlker Berk Kaan".split()),
        meisjes=tuple("Zeynep Elif Defne Ayşe Nisa Gül Ebru Özge Meryem Şule Ceren Büşra".split()),
        achternamen=_surnames(
            "Şahin,Yılmaz,Kaya,Demir,Çelik,Yıldız,Öztürk,Aydın,Arslan,Doğan,Kılıç,Aslan,Koç,Güneş,Işık"
        ),
    ),
    Naamlijst(
        weight=3,
        jongens=tuple("Mohamed Adam Amin Bilal Ilyas Rayan Younes Zakaria Ayoub Sami Imran Nabil".split()),
        meisjes=tuple("Fatima Yasmina Nour Amira Salma Hafsa Inaya Lina Safae Soumaya Hiba Ikram".split()),
        achternamen=_surnames(
            "el Amrani,el Idrissi,Bouali,Benali,Haddou,Azzouzi,Ouali,ben Salah,Chaoui,el Khatib,"
            "Bakkali,Tahiri"
        ),
    ),
    Naamlijst(
        weight=2,
        jongens=tuple("Łukasz Jakub Kacper Szymon Michał Paweł Wojciech Mateusz Bartosz".split()),
        meisjes=tuple("Zofia Hanna Maja Małgorzata Agnieszka Kinga Oliwia Bożena Łucja".split()),
        achternamen=_surnames(
            "Kowalski,Nowak,Wiśniewski,Wójcik,Kamiński,Zieliński,Szymański,Dąbrowski,Kozłowski,Gąsior"
        ),
    ),
    Naamlijst(
        weight=2,
        jongens=tuple("Jayden Dylano Rodney Gilliano Shaquille Rishi Vishal Navin Kofi Kwame".split()),
        meisjes=tuple("Shanice Naomi Gladys Anushka Shanti Priya Indra Ama Abena Kezia".split()),
        achternamen=_surnames(
            "Ramdin,Kartosen,Pinas,Amatredjo,Bhagwandin,Sewpersad,Blackman,Misidjan,Djojopawiro,"
            "Owusu,Mensah,Boateng,van Ommeren,Lieveld"
        ),
    ),
    Naamlijst(
        weight=1,
        jongens=tuple("Omar Khalil Yonas Dawit Farid Rostam Andrij Bohdan Minh João José Jürgen".split()),
        meisjes=tuple("Layla Rima Selam Hiwet Soraya Parisa Oksana Iryna Linh Inês María Jördis".split()),
        achternamen=_surnames(
            "al Masri,Haddad,Tesfay,Gebremedhin,Rahimi,Karimi,Shevchuk,Kravets,Nguyễn,Trần,Gonçalves,"
            "Peña,Müller,Groß,D'Angelo,O'Brien"
        ),
    ),
)
