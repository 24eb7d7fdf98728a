package io.segue.demo;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Names of people, places and companies. None is meant to be anyone's. */
final class Names {
    /** A part of the world: how its people are called, when they are awake. Countries are written as companies write them. */
    record Region(List<String> countries, int hoursAheadOfUtc, List<String> first, List<String> last) {}

    /** One person's name, as written and as it stands in an address. */
    record Person(String first, String last) {
        String address() {
            return plain(first) + "." + plain(last);
        }
    }

    static final List<Region> REGIONS = List.of(
            new Region(
                    List.of("US", "US", "US", "USA", "United States", "CA", "Canada"),
                    -6,
                    List.of(
                            "Olivia", "Marcus", "Grace", "Tyler", "Imani", "Wyatt", "Hannah", "Diego", "Naomi",
                            "Caleb"),
                    List.of("Whitfield", "Okafor", "Delgado", "Brooks", "Tran", "Hollis", "Bennett", "Ruiz", "Larsen")),
            new Region(
                    List.of("GB", "GB", "UK", "IE"),
                    0,
                    List.of("Poppy", "Callum", "Aoife", "Rhys", "Priya", "Alistair", "Niamh", "Zoë", "Tariq"),
                    List.of("Ashworth", "MacLeod", "O'Sullivan", "Pritchard", "Kaur", "Fenwick", "Byrne", "Hussain")),
            new Region(
                    List.of("DE", "DE", "Germany", "AT", "CH"),
                    1,
                    List.of("Jürgen", "Anke", "Lukas", "Sabine", "Mehmet", "Björn", "Käthe", "Florian"),
                    List.of("Müller", "Schäfer", "Vogel", "Yılmaz", "Großmann", "Brandt", "Königs", "Lindner")),
            new Region(
                    List.of("FR", "FR", "France", "ES", "PT"),
                    1,
                    List.of("Chloé", "Émile", "Inès", "José", "Marisol", "Théo", "Núria", "João"),
                    List.of("Lefèvre", "García", "Moreau", "Peña", "Carvalho", "Dubois", "Muñoz", "Gonçalves")),
            new Region(
                    List.of("SE", "NO", "DK", "FI"),
                    1,
                    List.of("Søren", "Åsa", "Freja", "Mikko", "Ingrid", "Håkon", "Elina", "Nils"),
                    List.of("Ångström", "Lindqvist", "Rønning", "Virtanen", "Dahl", "Mäkinen", "Bjørk", "Holm")),
            new Region(
                    List.of("PL", "CZ", "RO", "GR"),
                    2,
                    List.of("Łukasz", "Agnieszka", "Tomáš", "Ioana", "Ελένη", "Paweł", "Zdeňka", "Νίκος"),
                    List.of("Wiśniewski", "Dvořák", "Ionescu", "Παπαδόπουλος", "Zając", "Horáková", "Șerban")),
            new Region(
                    List.of("IN", "IN", "India", "SG"),
                    5,
                    List.of("Ananya", "Rohan", "Kavya", "Arjun", "Meera", "Vikram", "Sunita", "Wei Ling"),
                    List.of("Iyer", "Sharma", "Banerjee", "Reddy", "Nair", "Patel", "Tan", "Kulkarni")),
            new Region(
                    List.of("JP", "Japan", "KR", "AU", "NZ"),
                    9,
                    List.of("さくら", "Haruto", "Min-jun", "Yuki", "Matilda", "健太", "Seo-yeon", "Angus"),
                    List.of("田中", "Sato", "Kim", "Nakamura", "Fraser", "鈴木", "Park", "Te Rangi")),
            new Region(
                    List.of("BR", "BR", "Brazil", "MX", "AR"),
                    -3,
                    List.of("Thaís", "Rafael", "Valentina", "Joaquín", "Beatriz", "Andrés", "Lúcia"),
                    List.of("Araújo", "Hernández", "Ferreira", "Núñez", "Oliveira", "Quiroga", "Simões")),
            new Region(
                    List.of("NG", "ZA", "KE", "EG"),
                    1,
                    List.of("Adaeze", "Thabo", "Wanjiru", "Chidi", "Amara", "Sipho", "Ọlá", "Layla"),
                    List.of("Adébáyọ̀", "Nkosi", "Mwangi", "Eze", "van Wyk", "Mensah", "Hassan")));

    private static final List<String> FIRST_WORDS = List.of(
            "Alderbrook",
            "Brightwater",
            "Cobalt Lane",
            "Dunmere",
            "Elm & Iron",
            "Fjordlys",
            "Granite Peak",
            "Harborlight",
            "Indigo Row",
            "Juniper Hill",
            "Kestrelworks",
            "Lumenfield",
            "Mistral Bay",
            "Nettlecombe",
            "Orchard & Co",
            "Pärlan",
            "Quarry House",
            "Río Claro",
            "Saffron Gate",
            "Tundra North",
            "Umberline",
            "Velamar",
            "Willowmead",
            "Yarrow Park",
            "Zéphyrine");

    private static final List<String> SECOND_WORDS = List.of(
            "Software",
            "Analytics",
            "Health",
            "Learning",
            "Retail",
            "Capital",
            "Media",
            "Works",
            "Logistics",
            "Studio");

    private static final List<String> INDUSTRIES = List.of(
            "software",
            "SaaS",
            "healthcare",
            "education",
            "e-commerce",
            "fintech",
            "media",
            "manufacturing",
            "logistics",
            "agency");

    private Names() {}

    /** How many companies there are to name. */
    static final int COMPANIES = FIRST_WORDS.size() * SECOND_WORDS.size();

    /** The name of the n-th company; no two are alike. */
    static String company(int n) {
        return FIRST_WORDS.get(n % FIRST_WORDS.size()) + " " + SECOND_WORDS.get(n / FIRST_WORDS.size());
    }

    /** What the n-th company does, as its name promises. */
    static String industry(int n) {
        return INDUSTRIES.get(n / FIRST_WORDS.size());
    }

    static String industry(SplittableRandom random) {
        return INDUSTRIES.get(random.nextInt(INDUSTRIES.size()));
    }

    static Person person(Region region, SplittableRandom random) {
        return new Person(
                region.first().get(random.nextInt(region.first().size())),
                region.last().get(random.nextInt(region.last().size())));
    }

    /** Lower-case ASCII letters, digits and hyphens of the text; letters without an ASCII shape are spelled by their code. */
    static String plain(String text) {
        var letters = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(c -> {
                    if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') letters.appendCodePoint(c);
                    else if (c == ' ' || c == '-') letters.append('-');
                    else if (c == 'ø') letters.append('o');
                    else if (c == 'ł') letters.append('l');
                    else if (c == 'ß') letters.append("ss");
                    else if (c == 'ı') letters.append('i');
                    else if (Character.isLetter(c)) letters.append('x').append(Integer.toHexString(c));
                });
        return letters.toString().replaceAll("-+", "-");
    }
}
