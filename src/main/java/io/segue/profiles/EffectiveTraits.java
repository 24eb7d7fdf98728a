package io.segue.profiles;

import io.segue.facts.Plan;
import io.segue.facts.Traits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's traits as rules see them: the account's plan, arr, usageOfLimit, industry and company size where the account has
 * them, else the person's own, each read as the type it is of.
 *
 * @param signup  the date of createdAt; where that is absent or unreadable, of the earliest event
 * @param notices what could not be taken as it was sent, the person's own notices first
 */
public record EffectiveTraits(Traits traits, LocalDate signup, List<Notice> notices) {
    public EffectiveTraits {
        notices = List.copyOf(notices);
    }

    /** @param zone the workspace's, in which the signup date is counted */
    public static EffectiveTraits of(Person person, ZoneId zone) {
        var notices = new ArrayList<>(person.notices());
        var own = new TraitReader("trait", person.traits(), notices);
        var account = new TraitReader("account trait", person.accountTraits(), notices);
        var industry = account.text("industry");
        var employees = account.whole("employees");
        var arr = account.amount("arr");
        var usage = account.share("usageOfLimit");
        var plan = account.plan("plan");
        var traits = new Traits(
                own.text("role"),
                industry != null ? industry : own.text("industry"),
                own.text("country"),
                employees != null ? employees : own.whole("companySize"),
                own.texts("techStack"),
                own.text("useCase"),
                plan.or(() -> own.plan("plan")).orElse(Plan.FREE),
                orZero(arr != null ? arr : own.amount("arr")),
                orZero(usage != null ? usage : own.share("usageOfLimit")),
                own.yes("marketingConsent"),
                person.everPaid());
        var createdAt = own.instant("createdAt", zone);
        Instant signup = createdAt != null ? createdAt : person.firstEvent();
        return new EffectiveTraits(traits, signup.atZone(zone).toLocalDate(), notices);
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
