package io.segue.profiles;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one user as of an instant, merged users and joined visits in it.
 *
 * @param userId        the canonical id, which may be another than the one asked for
 * @param traits        the latest value of each trait as sent, by name; removed ones are absent. Whole numbers are Long, others
 *                      Double or BigDecimal
 * @param accountId     the account joined last; null when the user never joined one
 * @param accountTraits the latest value of each of the account's traits; empty without an account
 * @param everPaid      whether an identify call of the user's, or anyone's group call for that account, named a paid plan
 * @param firstEvent    the earliest event, of any type
 * @param notices       what was wrong with the ids sent; {@link EffectiveTraits} tells what was wrong with the traits
 */
public record Person(
        String userId,
        Ledger ledger,
        Map<String, Object> traits,
        @Nullable String accountId,
        Map<String, Object> accountTraits,
        boolean everPaid,
        Instant firstEvent,
        List<Notice> notices) {
    public Person {
        traits = Collections.unmodifiableMap(new TreeMap<>(traits));
        accountTraits = Collections.unmodifiableMap(new TreeMap<>(accountTraits));
        notices = List.copyOf(notices);
    }

    /** Whether a trait says yes or no, a text that spells true or false included; empty when it is absent or says neither. */
    public Optional<Boolean> flag(String trait) {
        var value = traits.get(trait);
        return value == null ? Optional.empty() : Optional.ofNullable(TraitReader.flag(value));
    }
}
