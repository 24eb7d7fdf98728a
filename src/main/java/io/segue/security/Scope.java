package io.segue.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. */
public enum Scope {
    /** Bring events, and nothing else: such keys stand in web pages. */
    INGEST(true),
    /** Evaluate flags of one user at a time, from the web pages the key is bound to: such keys stand there too. */
    EVALUATE(true),
    /** Ask for decisions of any user, from a server. */
    DECIDE(false),
    /** Read users, decisions, accounts, segments and figures of the service. */
    READ(false),
    /** Work on drafts of decision tables. */
    AUTHOR(false),
    /** Put decision tables live, and refresh. */
    PUBLISH(false),
    /** Read accounts and their tiers. */
    SELL(false),
    /** Everything but bringing events. */
    ADMIN(false);

    private final boolean open;

    Scope(boolean open) {
        this.open = open;
    }

    /** As keys and answers write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether keys of it are seen by everybody, and so may have no other scope. */
    public boolean seenByEverybody() {
        return open;
    }

    String authority() {
        return "SCOPE_" + label();
    }

    /** The scope that is written so. */
    public static Optional<Scope> of(String label) {
        return Arrays.stream(values())
                .filter(scope -> scope.label().equals(label))
                .findFirst();
    }
}
