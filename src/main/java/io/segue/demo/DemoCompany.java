package io.segue.demo;

import io.segue.demo.Persona.Kind;
import io.segue.demo.Persona.Range;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A made-up software company as its product would report it: about 3,000 users, 150 customer accounts and 120 days of Segment
 * messages, the last of them at the present instant. Every segment, score tier and action of the default definitions has
 * someone in it.
 *
 * <p>A pure function of the instant and the seed: the same two give the same messages, byte for byte.
 */
public final class DemoCompany {
    /**
     * A user worth a look.
     *
     * @param about what there is to see, one sentence without a full stop
     */
    public record Sight(String userId, String about) {}

    private static final int INDIVIDUALS = 950;
    private static final int HISTORY_DAYS = 119;

    private static final List<Share> PEOPLE_ALONE = List.of(
            new Share(Persona.LEFT, 18),
            new Share(Persona.GONE, 15),
            new Share(Persona.NEVER, 6),
            new Share(Persona.NEWCOMER, 8),
            new Share(Persona.LEARNER, 9),
            new Share(Persona.EVALUATOR, 7),
            new Share(Persona.LIGHT, 14),
            new Share(Persona.REGULAR, 8),
            new Share(Persona.RARE, 6),
            new Share(Persona.EXPLORER, 3.5),
            new Share(Persona.POWER, 1),
            new Share(Persona.FADING, 6),
            new Share(Persona.ADVOCATE, .5));

    private record Share(Persona persona, double weight) {}

    private record Signup(Persona persona, @Nullable Company company, int place, int tenure, SplittableRandom random) {}

    private final List<Map<String, @Nullable Object>> messages;
    private final List<Sight> sights;

    private DemoCompany(List<Map<String, @Nullable Object>> messages, List<Sight> sights) {
        this.messages = messages;
        this.sights = sights;
    }

    /** The company as it stands at an instant, which is taken to the millisecond. */
    public static DemoCompany at(Instant now, long seed) {
        var timeline = new Timeline(now.truncatedTo(ChronoUnit.MILLIS));
        var random = new SplittableRandom(seed);
        var signups = signups(random);
        var sights = new ArrayList<Sight>();
        var people = new People(timeline, sights);
        for (var n = 0; n < signups.size(); n++) {
            var signup = signups.get(n);
            var region = Names.REGIONS.get(regionOf(signup.random()));
            var member = new Member(
                    "u-" + (1001 + n),
                    signup.persona(),
                    signup.company(),
                    region,
                    signup.tenure(),
                    signup.random(),
                    timeline);
            people.tell(member, region, signup.place());
        }
        Visitors.come(timeline, random.split());
        return new DemoCompany(timeline.messages(), sights);
    }

    /**
     * The messages in the order of time, each with messageId ("demo-1" and on), type, timestamp and what its type carries.
     * The maps keep their keys in order and are the caller's to change.
     */
    public Stream<Map<String, @Nullable Object>> messages() {
        return messages.stream();
    }

    /** How many messages there are. */
    public int size() {
        return messages.size();
    }

    /**
     * Three users whose decisions show different sides, the earliest to sign up first. They depend on the seed alone, as does
     * who else lives in the company.
     */
    public List<Sight> sights() {
        return List.copyOf(sights);
    }

    /** Everyone who ever signed up, the earliest first. */
    private static List<Signup> signups(SplittableRandom random) {
        var signups = new ArrayList<Signup>();
        var companies = 0;
        for (var story : Story.values())
            for (var n = 0; n < story.accounts; n++) {
                // a step that shares no factor with the number of names spreads industries over stories
                var company = company(story, companies++ * 37 % Names.COMPANIES, random.split());
                var members = whole(story.members, random);
                for (var place = 0; place < members; place++) {
                    var own = random.split();
                    var persona = place == 0 ? ownerOf(story) : pick(peopleOf(story), own);
                    if (story == Story.OUTGROWING && place < 4) persona = place == 3 ? Persona.POWER : Persona.REGULAR;
                    var tenure = place == 0 ? company.age() : Math.min(company.age(), whole(persona.tenure(), own));
                    signups.add(new Signup(persona, company, place, tenure, own));
                }
            }
        for (var n = 0; n < INDIVIDUALS; n++) {
            var own = random.split();
            var persona = pick(PEOPLE_ALONE, own);
            signups.add(new Signup(persona, null, n, whole(persona.tenure(), own), own));
        }
        signups.sort(Comparator.comparingInt(Signup::tenure).reversed());
        return signups;
    }

    private static Company company(Story story, int name, SplittableRandom random) {
        var age = Math.min(HISTORY_DAYS - 1, whole(story.age, random));
        var turningDay =
                switch (story) {
                    case LAPSED -> 55 + random.nextInt(20);
                    case OUTGROWING, GROWING, STEADY -> random.nextInt(2) == 0 ? age - 14 : -1;
                    default -> -1;
                };
        return new Company(
                Names.plain(Names.company(name)),
                Names.company(name),
                Names.industry(name),
                story,
                whole(story.employees, random),
                story.plans.get(random.nextInt(story.plans.size())),
                whole(story.arr, random) / 10 * 10,
                story.usageOfLimit.from() + random.nextDouble() * (story.usageOfLimit.to() - story.usageOfLimit.from()),
                age,
                turningDay);
    }

    private static Persona ownerOf(Story story) {
        return switch (story) {
            case SHRINKING, FADING -> Persona.FADING;
            case LAPSED -> Persona.GONE;
            case TRYING -> Persona.LEARNER;
            default -> Persona.REGULAR;
        };
    }

    private static List<Share> peopleOf(Story story) {
        return switch (story) {
            case OUTGROWING ->
                List.of(
                        new Share(Persona.POWER, 1.5),
                        new Share(Persona.ADVOCATE, 1),
                        new Share(Persona.REGULAR, 11),
                        new Share(Persona.LIGHT, 5),
                        new Share(Persona.LEARNER, 2),
                        new Share(Persona.NEWCOMER, 2),
                        new Share(Persona.EVALUATOR, 1),
                        new Share(Persona.LEFT, 2),
                        new Share(Persona.NEVER, 1));
            case ESTABLISHED ->
                List.of(
                        new Share(Persona.POWER, 2.5),
                        new Share(Persona.ADVOCATE, 1.5),
                        new Share(Persona.REGULAR, 10),
                        new Share(Persona.LIGHT, 5),
                        new Share(Persona.RARE, 2),
                        new Share(Persona.LEFT, 3),
                        new Share(Persona.FADING, 1),
                        new Share(Persona.NEVER, 1));
            case SHRINKING ->
                List.of(
                        new Share(Persona.FADING, 10),
                        new Share(Persona.LEFT, 4),
                        new Share(Persona.REGULAR, 2),
                        new Share(Persona.GONE, 2),
                        new Share(Persona.RARE, 2));
            case GROWING ->
                List.of(
                        new Share(Persona.POWER, 1.2),
                        new Share(Persona.ADVOCATE, .8),
                        new Share(Persona.EXPLORER, 1.5),
                        new Share(Persona.REGULAR, 7),
                        new Share(Persona.LIGHT, 3),
                        new Share(Persona.LEARNER, 2),
                        new Share(Persona.NEWCOMER, 1),
                        new Share(Persona.EVALUATOR, 1),
                        new Share(Persona.LEFT, 2));
            case STEADY ->
                List.of(
                        new Share(Persona.REGULAR, 5),
                        new Share(Persona.LIGHT, 6),
                        new Share(Persona.EXPLORER, 1),
                        new Share(Persona.ADVOCATE, .5),
                        new Share(Persona.RARE, 2),
                        new Share(Persona.LEFT, 4),
                        new Share(Persona.GONE, 1),
                        new Share(Persona.FADING, 1),
                        new Share(Persona.LEARNER, 1),
                        new Share(Persona.NEVER, .5));
            case FADING ->
                List.of(
                        new Share(Persona.FADING, 6),
                        new Share(Persona.LEFT, 4),
                        new Share(Persona.GONE, 2),
                        new Share(Persona.RARE, 1));
            case UNPAID ->
                List.of(
                        new Share(Persona.REGULAR, 5),
                        new Share(Persona.LIGHT, 4),
                        new Share(Persona.LEFT, 2),
                        new Share(Persona.FADING, 1));
            case TRYING ->
                List.of(
                        new Share(Persona.LEARNER, 4),
                        new Share(Persona.NEWCOMER, 3),
                        new Share(Persona.EVALUATOR, 3),
                        new Share(Persona.EXPLORER, 1));
            case FREE ->
                List.of(
                        new Share(Persona.LIGHT, 4),
                        new Share(Persona.REGULAR, 3),
                        new Share(Persona.EXPLORER, 2),
                        new Share(Persona.POWER, .5),
                        new Share(Persona.LEFT, 3),
                        new Share(Persona.GONE, 2),
                        new Share(Persona.NEVER, 1));
            case LAPSED -> List.of(new Share(Persona.GONE, 8), new Share(Persona.LEFT, 3));
        };
    }

    private static Persona pick(List<Share> shares, SplittableRandom random) {
        var left =
                random.nextDouble() * shares.stream().mapToDouble(Share::weight).sum();
        for (var share : shares) {
            left -= share.weight();
            if (left < 0) return share.persona();
        }
        return shares.get(shares.size() - 1).persona();
    }

    private static int regionOf(SplittableRandom random) {
        // a third of the customers are in the first region, the rest are spread evenly
        return random.nextInt(3) == 0 ? 0 : random.nextInt(Names.REGIONS.size());
    }

    private static int whole(Range range, SplittableRandom random) {
        return random.nextInt((int) range.from(), (int) range.to() + 1);
    }

    /** Kinds that come to the product these days. */
    static boolean present(Kind kind) {
        return switch (kind) {
            case LEFT, GONE, NEVER -> false;
            default -> true;
        };
    }
}
