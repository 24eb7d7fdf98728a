package io.segue.facts;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of who the user is, after the account's values were taken where the account has them.
 *
 * @param role             the job the user does, as sent; null when not known
 * @param industry         as sent; null when not known
 * @param country          as sent; null when not known
 * @param companySize      employees, 0 or more; null when not known
 * @param techStack        the tools the user works with, in the order sent; empty when not known
 * @param useCase          what the user came for, as sent; null when not known
 * @param plan             never null: absent and unknown plans count as free
 * @param arr              yearly revenue in USD, 0 or more; 0 when not known
 * @param usageOfLimit     share of the plan's limit in use, 0..1; 0 when not known
 * @param marketingConsent whether the user agreed to marketing; false when not known
 * @param everPaid         whether a paid plan was ever reported, of the user or of the present account
 */
public record Traits(
        @Nullable String role,
        @Nullable String industry,
        @Nullable String country,
        @Nullable Integer companySize,
        List<String> techStack,
        @Nullable String useCase,
        Plan plan,
        double arr,
        double usageOfLimit,
        boolean marketingConsent,
        @DerivedFrom("plan") boolean everPaid) {
    public Traits {
        if (!(arr >= 0) || !(usageOfLimit >= 0 && usageOfLimit <= 1) || (companySize != null && companySize < 0))
            throw new IllegalArgumentException(
                    "traits out of range: arr %s (0 or more), usageOfLimit %s (0..1), companySize %s (0 or more)"
                            .formatted(arr, usageOfLimit, companySize));
        techStack = List.copyOf(techStack);
    }

    /** role in lower case, without surrounding space; null when not known. */
    @DerivedFrom("role")
    public @Nullable String roleKey() {
        return role == null ? null : role.strip().toLowerCase(Locale.ROOT);
    }
}
