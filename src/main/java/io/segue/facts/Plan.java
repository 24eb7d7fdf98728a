package io.segue.facts;

import java.util.Locale;
import java.util.Optional;

/** What a user or an account subscribes to, cheapest first. Shown in lower case. */
public enum Plan {
    FREE,
    TRIAL,
    BASIC,
    PRO,
    ENTERPRISE;

    /** Whether the plan costs money: basic, pro and enterprise do, free and trial do not. */
    public boolean paid() {
        return compareTo(BASIC) >= 0;
    }

    /** The name as users see it, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The plan above this one; empty for enterprise. A trial leads to basic, as free does. */
    public Optional<Plan> next() {
        return switch (this) {
            case FREE, TRIAL -> Optional.of(BASIC);
            case BASIC -> Optional.of(PRO);
            case PRO -> Optional.of(ENTERPRISE);
            case ENTERPRISE -> Optional.empty();
        };
    }

    /** The plan of that name in any case, surrounding space ignored; empty for a name that is no plan. */
    public static Optional<Plan> named(String name) {
        var wanted = name.strip();
        for (var plan : values()) if (plan.name().equalsIgnoreCase(wanted)) return Optional.of(plan);
        return Optional.empty();
    }
}
