"""What the mapping of Gadehavegård found: its problems, its myths, and the groups that are near."""

PROBLEMS = (
    ("Mørk sti til stationen", "Seks af ti lamper virker ikke, og buskene er høje.",
     "Lamperne skiftes, og buskene klippes ned hvert forår.", "Stien bag Blok 7"),
    ("Indbrud i kældre", "Dørene lukker ikke i, og nøglerne er for mange.",
     "Dørpumper justeres hver måned; ejendomsfunktionærerne lukker åbne døre.", "Blok 5, 7 og 9"),
    ("Utryg stemning på torvet om aftenen", "Der er ikke noget at lave, og butikkerne lukker kl. 18.",
     "Ungdomsklubben holder åbent på torvet to aftener om ugen.", "Torvet"),
    ("Hærværk på vaskeriet", "Døren står åben om natten.", "Ny lås med tidsstyring, og hurtig reparation.", "Blok 3"),
    ("Tomme opgange under ombygningen", "Genhusningen tømmer opgange, og lyset slukkes for tidligt.",
     "Byggepladsens vagt og ejendomskontoret aftaler lys og aflåsning uge for uge.", "Blok 11 og 12"),
)  # fmt: skip

# What in the figures each problem lies beside, what was asked about it, and why the two may not follow each other.
OFFENCES = (("Vold", "Trusler"), ("Indbrud i kælder",), ("Vold", "Trusler"), ("Hærværk",), ("Indbrud i beboelser",))
ITEMS = (("belysning", "moerke"), ("egen_1",), ("unge", "trusler"), ("haervaerk", "graffiti"), ("egen_1",))
MISMATCHES = (
    "Mange går udenom stien, men der er få anmeldelser derfra. Det, man går udenom, bliver sjældent anmeldt.",
    "",
    "45 procent var utrygge ved unge i grupper, der kommer med tilråb. Vold var næsten uændret: 13 mod 14 året før.",
    "",
    "",
)

# What is said in the area, the offence that answers it, what the figures show, and what to know about them.
MYTHS = (
    ("Der er vold på torvet hver uge", "Vold", "Der er anmeldt lidt mere end ét tilfælde om måneden i hele området.",
     "Ikke alt bliver anmeldt, og tallet siger ikke, hvor i området det skete."),
    ("Det er kun knallerter, der bliver stjålet", "Cykel- og knallerttyveri",
     "Cykler og knallerter tælles sammen, så tallene kan ikke vise, hvad der er flest af.", "Kun det, der er anmeldt."),
)  # fmt: skip

# Name, sector, why, which problems it is near to, its leader, where they work, and the answer.
GROUPS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("Ejendomsfunktionærer", "privat", "Er i alle blokke hver dag.", "1 2 4 5", "Kurt Bay", "oestvang", "ja"),
    ("Hjemmeplejen", "offentlig", "Kommer i opgangene aften og nat.", "1 5", "Birgit Toft", "hoeje-taastrup", "ja"),
    ("Det kommunale vagtværn", "offentlig", "Tilser torvet om aftenen.", "3 4", "Steen Bang", "hoeje-taastrup", "ja"),
    ("Pædagoger", "offentlig", "Henter og bringer på stien hver dag.", "1", "Mona Skov", "hoeje-taastrup", "ja"),
    ("Lærere", "offentlig", "Kender stemningen blandt børnene.", "3", "Henrik Lauge", "hoeje-taastrup", "ja"),
    ("Ungdomsklubmedarbejdere", "offentlig", "Er på torvet to aftener.", "3 4", "Sara Nyholm", "hoeje-taastrup", "ja"),
    ("Beboerrådgivere/boligsociale medarbejdere", "privat", "Taler med beboere om genhusning.", "5", "Omar Said",
     "oestvang", "ja"),
    ("SSP- og gadeplansmedarbejdere", "offentlig", "Kender de unges steder.", "3", "Line Mørk", "hoeje-taastrup", "ja"),
    ("Postbude", "privat", "Kommer i hver opgang hver dag.", "2 5", "Jan Falk", "postomdeling", "nej"),
    ("Natteravne", "frivillig", "Går ture fredag aften.", "1 3", "Ruth Elming", "natteravne", "ja"),
    ("Sportstrænere", "frivillig", "Låser hallen kl. 22 og går hjem ad stien.", "1", "Dennis Vang", "boldklub", "ja"),
)  # fmt: skip

LEFT_OUT = (
    ("Pizzasælgere", "privat", "Pizzeriaet på torvet er lukket under ombygningen. Spørges igen næste år."),
    ("Socialpsykiatrien", "offentlig", "Har ikke deres gang i området i dag."),
)
