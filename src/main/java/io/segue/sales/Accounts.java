package io.segue.sales;

import io.segue.decisions.Decision;
import io.segue.decisions.DecisionService;
import io.segue.facts.Account;
import io.segue.profiles.Profiles;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts as sales teams see them. Decides each member anew, so the cost grows with the members. */
public final class Accounts {
    private final Profiles profiles;
    private final DecisionService decisions;

    public Accounts(Profiles profiles, DecisionService decisions) {
        this.profiles = profiles;
        this.decisions = decisions;
    }

    /**
     * One account as of an instant.
     *
     * @param accountId which it is
     * @param asOf      the instant as of which it is told
     * @param traits    the latest value of each trait, as sent
     * @param figures   what its members add up to; those not profiled are counted as members only
     * @param salesTier the best of its members'; null when none is listed
     * @param members   its users, ascending by id
     * @param membersNotProfiled how many more there are, who refuse profiling: there is nothing to say of them
     */
    public record AccountSheet(
            String accountId,
            Instant asOf,
            Map<String, Object> traits,
            Account figures,
            @Nullable Tier salesTier,
            List<Member> members,
            int membersNotProfiled) {}

    /**
     * A tier and the user it comes from: the one with the best tier, of several the readiest for expansion, then the first by id.
     *
     * @param tier     1 (best) to 4
     * @param followUp what is done with such an account
     * @param userId   the user it comes from
     * @param why      the reason of that user's tier
     */
    public record Tier(int tier, String followUp, String userId, List<Decision.Reason> why) {}

    /**
     * A user of the account.
     *
     * @param userId             who it is
     * @param salesTier          1 (best) to 4
     * @param expansionReadiness 0..100
     * @param lifecycle          the segment of that dimension
     */
    public record Member(String userId, int salesTier, int expansionReadiness, String lifecycle) {}

    /** The account; empty when no call named it by then. */
    public Optional<AccountSheet> find(String accountId, Instant asOf) {
        return profiles.account(accountId, asOf).map(account -> {
            var rights = decisions.rights();
            var figures = decisions.account(accountId, asOf);
            var members = decisions.decideAll(account.members(), asOf, figures);
            return new AccountSheet(
                    accountId,
                    asOf,
                    rights.usable(account.traits()),
                    rights.usable(figures),
                    members.stream().min(BEST_FIRST).map(Accounts::tier).orElse(null),
                    members.stream().map(Accounts::member).toList(),
                    account.members().size() - members.size());
        });
    }

    private static final Comparator<Decision> BEST_FIRST = Comparator.comparingInt(
                    (Decision decision) -> decision.actions().salesTier().tier())
            .thenComparing(decision -> -decision.scores().expansionReadiness().value());

    private static Tier tier(Decision best) {
        var tier = best.actions().salesTier();
        return new Tier(
                tier.tier(),
                tier.followUp(),
                best.userId(),
                best.why().stream()
                        .filter(reason -> reason.decision().equals("actions.salesTier"))
                        .toList());
    }

    private static Member member(Decision decision) {
        return new Member(
                decision.userId(),
                decision.actions().salesTier().tier(),
                decision.scores().expansionReadiness().value(),
                decision.segments().lifecycle());
    }
}
