"""Invented names from many cultures: apostrophes, hyphens, accents, right-to-left scripts."""

FAMILY_NAMES = (
    "O'Malley-Finch", "Testwood", "Okafor-Sample", "Żółkiewska", "Al-Mithali", "Example-Singh",
    "Fictionby", "Nguyễn-Grove", "Madeupson", "Ferreira-Mock", "Pretendergast", "Inventado",
    "Rehearsal-Khan", "Ó Bréagach", "Imaginova", "Notreal-Begum", "Placeholder", "Dummett-Osei",
    "Samplewicz", "D'Invento", "Fairytaley", "Ghali-Fable", "Makebelieve", "Håkansson-Trial",
    "Adeyinka-Proof", "Draftley", "Mac an Samhlú", "Li-Example", "Patel-Specimen", "Quasim-Model",
    "Van der Testen", "Yusuf-Practice",
)  # fmt: skip

GIRLS = (
    "Aaliyah", "Zofia", "Niamh", "Ngozi", "Mei", "Priya", "Tamsin", "Siobhán", "Layla", "Ayodele",
    "Freya", "Marwa", "Ottilie", "Chiamaka", "Xanthe", "مريم", "Thi Lan", "Jasmeen", "Erin",
    "Wren",
)  # fmt: skip

BOYS = (
    "Kwame", "Fergus", "Yusuf", "Mateusz", "Arjun", "Tomos", "Ifeanyi", "Bilal", "Léo", "Oisín",
    "Jayden", "Rohan", "Caspian", "Emre", "Chidi", "علي", "Duc", "Harjit", "Alfie", "Rafi",
)  # fmt: skip

MOTHERS = (
    "Adaeze", "Katarzyna", "Sinead", "Fatima", "Chloe-Mae", "Rukhsana", "Hương", "Bernadette",
    "Manpreet", "Joy", "Elowen", "Samira", "Dorota", "Temperance", "Michelle", "نورة",
)  # fmt: skip

FATHERS = (
    "Emmanuel", "Piotr", "Cormac", "Imran", "Darren", "Khalid", "Quang", "Lloyd", "Gurpreet",
    "Tobias", "Hamza", "Wayne", "Marek", "Sipho", "Jean-Luc", "خالد",
)  # fmt: skip

STREETS = (
    "Rehearsal Road", "Fable Street", "Pretend Lane", "Sample Close", "Example Gardens",
    "Invented Avenue", "Make-Believe Way", "Story Terrace", "Draft Court", "Practice Walk",
)  # fmt: skip

# ZZ is not a postcode area, so no printed page can reach a real house.
POSTCODE_DISTRICTS = {
    "North": ("ZZ1", "ZZ2"),
    "South": ("ZZ3", "ZZ4"),
    "East": ("ZZ5", "ZZ6"),
}
