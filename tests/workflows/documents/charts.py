"""One chart of each kind, as the other tests draw them; every figure is invented."""

from workflows.tryghedsnetvaerk.documents.charts import (
    JUMP,
    PRIORITY,
    Bar,
    Bars,
    Item,
    Line,
    Mark,
    Pair,
    Pairs,
    Series,
    Share,
    Steps,
)

HEAD = ("Forhold", "Andel utrygge", "95 %-interval", "Antal svar")
BARS = Bars(
    title="Forhold, der gør beboerne utrygge",
    says="Hashsalg gør flest utrygge: 62 procent. Støj fra knallerter følger med 48 procent.",
    source="Kilde: spørgeskema, oktober 2026. 212 af 431 svarede.",
    head=HEAD,
    rows=(
        Bar(label="Støj fra knallerter", said="48 %", share=0.48, low=0.41, high=0.55, interval="41–55 %", base="208"),
        Bar(label="Hashsalg ved butikkerne", said="62 %", share=0.62, low=0.55, high=0.69, interval="55–69 %",
            base="205"),
        Bar(label="Dårlig belysning på stierne mellem blokkene", said="31 %", share=0.31, low=0.25, high=0.38,
            interval="25–38 %", base="201"),
        Bar(label="Påvirkede personer", said="for få svar", base="<20"),
    ),
)  # fmt: skip
QUARTERS = tuple(f"{year} {quarter}. kvt." for year in range(2022, 2027) for quarter in range(1, 5))
COUNTS = (41, 38, 45, 39, 44, 47, 40, 52, 49, 71, 66, 48, 44, 39, None, 42, 36, 33, None, 31)
SERIES = Series(
    title="Anmeldt indbrud i beboelse",
    says="Anmeldelserne svinger mellem 31 og 71 i kvartalet.",
    source="Kilde: politiets udtræk, 1. oktober 2026.",
    head="Kvartal",
    periods=QUARTERS,
    lines=(
        Line(label="Indbrud i beboelse", values=COUNTS,
             said=tuple("<5" if one is None and nr > 16 else ".." if one is None else str(one)
                        for nr, one in enumerate(COUNTS))),
        Line(label="Hærværk", values=tuple(20 + nr for nr in range(20)), said=tuple(str(20 + nr) for nr in range(20))),
    ),
    reference=Line(label="Hele kommunen, indbrud pr. 1.000 indbyggere, omregnet", values=(43.5,) * 20,
                   said=("43,5",) * 20),
    marks=(
        Mark(kind=PRIORITY, first=9, last=10, label="Særlig indsats fra politiet"),
        Mark(kind=JUMP, first=9, last=9, label="Spring, som en test peger på"),
    ),
    marked="Bemærk",
    unit="Anmeldelser",
)  # fmt: skip
STEPS = Steps(
    title="Hvor trygge beboerne er",
    says="Syv af ti er trygge om dagen, fire af ti om aftenen.",
    source="Kilde: spørgeskema, oktober 2026.",
    head=("Spørgsmål", "Antal svar"),
    steps=("Meget tryg", "Tryg", "Hverken eller", "Utryg", "Meget utryg"),
    rows=(
        Item(label="Jeg færdes alene om dagen", shares=(0.4, 0.3, 0.15, 0.1, 0.05),
             said=("40 %", "30 %", "15 %", "10 %", "5 %"), base="211"),
        Item(label="Jeg færdes alene i mit boligområde efter mørkets frembrud", shares=(0.15, 0.25, 0.2, 0.28, 0.12),
             said=("15 %", "25 %", "20 %", "28 %", "12 %"), base="209"),
        Item(label="Jeg bruger legepladsen", said=("for få svar",), base="<20"),
    ),
)  # fmt: skip
PAIRS = Pairs(
    title="Før og efter",
    says="Færre er utrygge ved hashsalg end før.",
    source="Kilde: spørgeskemaer, 2025 og 2026.",
    head=("Forhold", "Interval", "Svar", "Forskel"),
    before="2025",
    after="2026",
    rows=(
        Pair(label="Hashsalg ved butikkerne", before=Share(said="62 %", share=0.62, low=0.55, high=0.69,
             interval="55–69 %", base="205"), after=Share(said="50 %", share=0.5, low=0.43, high=0.57,
             interval="43–57 %", base="198"), said="−12 procentpoint"),
        Pair(label="Dårlig belysning på stierne", before=Share(said="31 %", share=0.31, low=0.25, high=0.38,
             interval="25–38 %", base="201"), after=Share(said="for få svar")),
    ),
)  # fmt: skip
EVERY = (BARS, SERIES, STEPS, PAIRS)
