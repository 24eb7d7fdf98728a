package io.segue.demo;

import static io.segue.demo.Member.properties;

import io.segue.demo.Persona.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each member a face and, beyond the habit of visiting, the things that happen to some. */
final class People {
    private static final List<String> ROLES = List.of(
            "designer",
            "Designer",
            "UX designer",
            "developer",
            "developer",
            "Developer",
            "engineer",
            "manager",
            "Manager",
            "team lead",
            "marketer",
            "sales",
            "customer success",
            "founder",
            "CEO",
            "data analyst",
            "student",
            "product manager");
    private static final List<String> USE_CASES = List.of(
            "project management",
            "Project Management",
            "planning",
            "design",
            "software development",
            "Engineering",
            "marketing",
            "campaigns",
            "sales",
            "operations",
            "teaching",
            "personal",
            "client work");
    private static final List<List<String>> TECH_STACKS = List.of(
            List.of("java", "postgresql", "kubernetes"),
            List.of("typescript", "react", "aws"),
            List.of("python", "django"),
            List.of("go", "grpc", "gcp"),
            List.of("ruby", "rails", "heroku"));
    private static final List<String> LEAVERS_NPS = List.of("2", "3", "5", "6");

    private final Timeline timeline;
    private final List<DemoCompany.Sight> sights;
    private final Set<String> addresses = new HashSet<>();

    People(Timeline timeline, List<DemoCompany.Sight> sights) {
        this.timeline = timeline;
        this.sights = sights;
    }

    /**
     * Tells one member's whole story.
     *
     * @param place of a member of an account, which one it is there, 0 is the owner; of the others, a running number
     */
    void tell(Member member, Names.Region region, int place) {
        comeIn(member, region);
        member.live();
        behave(member);
        if (member.company != null) work(member, member.company, place);
        else standAlone(member);
        feedBack(member);
        leaveOtherIdsBehind(member);
    }

    private void comeIn(Member member, Names.Region region) {
        var anonymousId = member.tenure < 100 && member.chance(.1) ? Visitors.id(member.random) : null;
        if (anonymousId != null)
            Visitors.browse(
                    timeline,
                    member.random,
                    anonymousId,
                    member.tenure + 1 + member.random.nextInt(6),
                    1 + member.random.nextInt(3));
        member.signUp(traits(member, region), anonymousId);
    }

    private Map<String, @Nullable Object> traits(Member member, Names.Region region) {
        var person = Names.person(region, member.random);
        var traits = properties("firstName", person.first(), "lastName", person.last());
        traits.put("email", address(member, person));
        if (member.chance(.9))
            traits.put("createdAt", timeline.at(member.tenure, 0, 0).toString());
        var role = member.oneOf(ROLES);
        if (member.chance(.9)) traits.put("role", role);
        if (member.chance(.92)) traits.put("country", member.oneOf(region.countries()));
        if (member.chance(.8)) traits.put("useCase", member.oneOf(USE_CASES));
        if (role.equalsIgnoreCase("developer") && member.chance(.7)) traits.put("techStack", member.oneOf(TECH_STACKS));
        var consent = member.random.nextDouble();
        if (consent < .78) traits.put("marketingConsent", true);
        else if (consent < .9) traits.put("marketingConsent", false);
        if (member.company == null) {
            if (member.chance(.6))
                traits.put("industry", member.chance(.1) ? "government" : Names.industry(member.random));
            if (member.chance(.75)) traits.put("companySize", member.chance(.65) ? 1 : 2 + member.random.nextInt(18));
        }
        return traits;
    }

    private String address(Member member, Names.Person person) {
        var host = (member.company == null ? "mail" : member.company.id()) + ".example";
        var address = person.address() + "@" + host;
        for (var n = 2; !addresses.add(address); n++) address = person.address() + n + "@" + host;
        return address;
    }

    /** What comes with the habit, whoever the user works for. */
    private void behave(Member member) {
        var last = member.lastVisit();
        switch (member.persona.kind()) {
            case POWER -> {
                if (member.chance(.5)) repeat(1, 3, member, () -> member.during(0, 25, "Member Invited", properties()));
                if (member.chance(.4))
                    member.during(0, 27, "Content Shared", properties("external", member.chance(.5)));
                if (member.chance(.6)) nps(member, 8, 10);
                if (member.chance(.2)) community(member, 0, 60, "positive");
            }
            case ADVOCATE -> {
                repeat(2, 3, member, () -> member.during(0, 28, "Member Invited", properties()));
                repeat(1, 2, member, () -> member.during(0, 28, "Content Shared", properties("external", true)));
                repeat(1, 2, member, () -> community(member, 0, 27, "positive"));
                nps(member, 9, 10);
            }
            case EXPLORER -> {
                member.tryEverything();
                if (member.chance(.6)) {
                    member.during(0, 12, "Member Invited", properties());
                    member.during(0, 12, "Content Shared", properties("external", false));
                } else member.looksAt(0, 12, "page", "Docs");
            }
            case REGULAR -> {
                if (member.chance(.3)) member.looksAt(last, 20, "page", "Docs");
                if (member.chance(.12)) member.during(last, 25, "Member Invited", properties());
                if (member.chance(.25))
                    member.during(last, 25, "Content Shared", properties("external", member.chance(.2)));
                if (member.chance(.25)) nps(member, 6, 10);
                if (member.chance(.1)) ticket(member, last, 60, "neutral");
                if (member.chance(.04)) community(member, 0, 60, member.chance(.8) ? "positive" : "negative");
            }
            case LIGHT -> {
                if (member.chance(.12)) member.during(last, 30, "Docs Viewed", properties());
                if (member.chance(.06)) ticket(member, last, 60, "neutral");
            }
            case EVALUATOR -> {
                if (member.chance(.6)) member.looksAt(last, 12, "page", "Docs");
                if (member.chance(.6)) member.during(last, 12, "Features Compared", properties());
                if (member.chance(.35)) member.looksAt(last, 12, "page", "Pricing");
                if (member.chance(.25))
                    member.during(last, 12, "Locked Feature Clicked", properties("feature", "automations"));
            }
            case NEWCOMER, LEARNER -> {
                if (member.chance(.25)) member.looksAt(last, member.tenure, "page", "Docs");
                if (member.chance(.12)) member.during(last, member.tenure, "Member Invited", properties());
            }
            case FADING -> {
                if (member.chance(.4)) ticket(member, 1, 25, "negative");
                if (member.chance(.2)) repeat(2, 2, member, () -> ticket(member, 1, 25, "neutral"));
                if (member.chance(.15)) member.looksAt(last, last, "page", "Cancel");
                if (member.chance(.4)) nps(member, 2, 6);
                if (member.chance(.06))
                    member.happens(2 + member.random.nextInt(20), "Subscription Downgraded", properties());
            }
            case LEFT, GONE -> {
                if (member.chance(.15)) member.looksAt(last, last, "page", "Cancel");
                if (member.chance(.15)) ticket(member, last, last + 10, member.chance(.6) ? "negative" : "neutral");
                if (member.chance(.12))
                    member.happens(last, "NPS Submitted", properties("score", member.oneOf(LEAVERS_NPS)));
            }
            case RARE, NEVER -> {}
        }
        if (DemoCompany.present(member.persona.kind()) && member.chance(.015)) {
            if (member.chance(.6)) member.during(last, 10, "Sales Contacted", properties());
            else member.during(last, 10, "Quote Requested", properties("seats", 5 + member.random.nextInt(60)));
        }
    }

    /** What comes with the account. */
    private void work(Member member, Company company, int place) {
        var owner = place == 0;
        if (owner) {
            if (company.turningDay() >= 0) member.group(company.turningDay());
            if (company.story() != Story.LAPSED) member.group(Math.min(company.age(), 1 + member.random.nextInt(3)));
            if (company.paying()) payMonthly(member, company.turningDay() >= 0 ? company.turningDay() : company.age());
            if (company.story() == Story.LAPSED)
                member.happens(company.turningDay(), "Subscription Downgraded", properties());
        }
        switch (company.story()) {
            case OUTGROWING -> {
                if (place < 4) {
                    hitLimits(member);
                    repeat(2, 3, member, () -> member.looksAt(0, 5, "page", "Pricing"));
                    if (place == 1) member.during(0, 12, "SSO Configured", properties());
                    if (place == 2)
                        member.during(0, 12, "Quote Requested", properties("seats", company.employees() / 10));
                    if (owner) see(member, "whose company is ready for a conversation with sales");
                }
            }
            case ESTABLISHED -> {
                if (place < 2) {
                    member.during(0, 12, place == 0 ? "Security Reviewed" : "Seats Managed", properties());
                    member.happens(member.random.nextInt(25), "Member Added", properties());
                }
            }
            case GROWING -> {
                var present = DemoCompany.present(member.persona.kind());
                if (member.is(Kind.POWER) || (present && member.chance(.25))) hitLimits(member);
                else if (present && member.chance(.3))
                    member.happens(member.random.nextInt(25), "Member Added", properties());
                if (owner && member.chance(.3)) member.during(0, 12, "Seats Managed", properties());
            }
            case SHRINKING -> {
                if (owner) see(member, "who comes less and less, in a company that pays a lot");
            }
            case UNPAID -> {
                if (place < 2) {
                    repeat(
                            1,
                            2,
                            member,
                            () -> member.happens(
                                    2 + member.random.nextInt(6), "Payment Failed", properties("amount", 49)));
                }
            }
            default -> {}
        }
    }

    private void standAlone(Member member) {
        var choice = member.random.nextDouble();
        var present = DemoCompany.present(member.persona.kind());
        var plan = choice < .6 ? "free" : choice < .84 ? "basic" : "pro";
        if (member.tenure <= 21 && member.chance(.4)) plan = "trial";
        if (member.is(Kind.POWER) && plan.equals("pro")) plan = "basic";
        var limit = Math.round(member.random.nextDouble() * 95) / 100.0;
        if (member.is(Kind.POWER)) limit = .88;

        if (!present && plan.equals("pro") && member.tenure > 60) {
            member.identify(member.tenure, properties("plan", "Pro", "arr", 588));
            member.happens(member.tenure, "Payment Succeeded", properties("amount", 49));
            member.identify(member.lastVisit(), properties("plan", "free", "arr", null));
            member.happens(member.lastVisit(), "Subscription Downgraded", properties());
            return;
        }
        var traits = properties("usageOfLimit", limit);
        if (!plan.equals("free") || member.chance(.6)) traits.put("plan", plan);
        if (plan.equals("basic")) traits.put("arr", 108);
        if (plan.equals("pro")) traits.put("arr", 588);
        member.identify(member.tenure, traits);

        if (plan.equals("basic") || plan.equals("pro")) {
            payMonthly(member, member.tenure);
            if (member.chance(.05))
                member.happens(2 + member.random.nextInt(12), "Payment Failed", properties("amount", 9));
        }
        if (member.is(Kind.POWER)) hitLimits(member);
        else if (present && member.chance(.08))
            member.during(member.lastVisit(), 12, "Locked Feature Clicked", properties("feature", "api"));
        if (member.is(Kind.NEWCOMER)) see(member, "who signed up in the last days");
    }

    /** Outgrows the plan: adds people, shares, runs into locked features and looks at prices. */
    private void hitLimits(Member member) {
        member.happens(member.random.nextInt(25), "Member Added", properties());
        member.during(0, 25, "Content Shared", properties("external", member.chance(.3)));
        member.during(0, 12, "Locked Feature Clicked", properties("feature", "automations"));
        member.during(0, 12, "Pricing Page Viewed", properties());
    }

    private void payMonthly(Member member, int since) {
        var until = member.company != null && member.company.story() == Story.UNPAID ? 15 : 0;
        for (var day = since; day >= until; day -= 30) member.happens(day, "Payment Succeeded", properties());
    }

    /** How some took to what was proposed to them before. */
    private void feedBack(Member member) {
        var action =
                switch (member.persona.kind()) {
                    case NEWCOMER, LEARNER, EVALUATOR -> "complete-onboarding";
                    case LIGHT, RARE -> "try-feature";
                    case REGULAR -> "invite-team";
                    case EXPLORER -> "upgrade-nurture";
                    case POWER -> "upgrade-prompt";
                    case ADVOCATE -> "join-advocates";
                    case FADING -> "re-engage";
                    case LEFT, GONE, NEVER -> "win-back";
                };
        var proposed = properties("action", action);
        var mood = member.random.nextDouble();
        if (mood < .14) member.happens(member.random.nextInt(30), "Action Shown", proposed);
        else if (mood < .17) {
            for (var day = 1; day <= 3; day++) member.happens(day, "Action Shown", proposed);
        } else if (mood < .20) {
            var day = 1 + member.random.nextInt(20);
            member.happens(day, "Action Shown", proposed);
            member.happens(day, "Action Dismissed", proposed);
        } else if (mood < .23) {
            var day = 1 + member.random.nextInt(40);
            member.happens(day, "Action Shown", proposed);
            member.happens(day, "Action Clicked", proposed);
            member.happens(day, "Action Converted", proposed);
        }
    }

    /** Some were someone else before: an unnamed visitor, or a user of a list that was imported. */
    private void leaveOtherIdsBehind(Member member) {
        if (!member.is(Kind.REGULAR) && !member.is(Kind.LIGHT)) return;
        var linked = Math.max(0, member.tenure - 2);
        if (member.chance(.015)) {
            var anonymousId = Visitors.id(member.random);
            Visitors.browse(timeline, member.random, anonymousId, member.tenure, 1);
            timeline.add(
                    timeline.at(linked, 80_000, 0),
                    properties("type", "alias", "previousId", anonymousId, "userId", member.userId));
        } else if (member.chance(.012)) {
            var previousId = "import-" + member.userId.substring(2);
            timeline.add(
                    timeline.at(member.tenure, 100, 0),
                    properties(
                            "type", "identify", "userId", previousId, "traits", properties("useCase", "operations")));
            timeline.add(
                    timeline.at(member.tenure, 200, 0),
                    properties(
                            "type",
                            "track",
                            "userId",
                            previousId,
                            "event",
                            "Feature Used",
                            "properties",
                            properties("feature", "projects")));
            timeline.add(
                    timeline.at(linked, 80_000, 0),
                    properties("type", "alias", "previousId", previousId, "userId", member.userId));
        }
    }

    private void nps(Member member, int from, int to) {
        member.happens(
                member.random.nextInt(Math.min(60, member.tenure + 1)),
                "NPS Submitted",
                properties("score", from + member.random.nextInt(to - from + 1)));
    }

    private void ticket(Member member, int fromDaysAgo, int toDaysAgo, String sentiment) {
        member.happens(
                member.random.nextInt(fromDaysAgo, Math.max(fromDaysAgo, toDaysAgo) + 1),
                "Support Ticket Opened",
                properties("sentiment", sentiment));
    }

    private void community(Member member, int fromDaysAgo, int toDaysAgo, String sentiment) {
        member.happens(
                member.random.nextInt(fromDaysAgo, toDaysAgo + 1),
                "Community Posted",
                properties("sentiment", sentiment));
    }

    private void repeat(int from, int to, Member member, Runnable act) {
        var times = member.random.nextInt(from, to + 1);
        for (var n = 0; n < times; n++) act.run();
    }

    private void see(Member member, String about) {
        if (sights.stream().noneMatch(s -> s.about().equals(about)))
            sights.add(new DemoCompany.Sight(member.userId, about));
    }
}
