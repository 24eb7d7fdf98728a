package io.segue.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whose record an event belongs in: a user's, an anonymous visitor's or an account's. The same text may name one of each. */
public record RecordKey(Kind kind, String id) {
    /** What an id names. */
    public enum Kind {
        USER("u:"),
        ANONYMOUS("a:"),
        ACCOUNT("g:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** What stands before the id where records of all kinds are kept together. */
        public String prefix() {
            return prefix;
        }
    }

    /** The key as one text, which is no other key's. */
    public String text() {
        return kind.prefix() + id;
    }

    public static RecordKey user(String id) {
        return new RecordKey(Kind.USER, id);
    }

    public static RecordKey anonymous(String id) {
        return new RecordKey(Kind.ANONYMOUS, id);
    }

    public static RecordKey account(String id) {
        return new RecordKey(Kind.ACCOUNT, id);
    }

    /** Who did it: the user if the call names one, else the anonymous visitor. */
    public static RecordKey subject(Event event) {
        return event.userId() != null ? user(event.userId()) : anonymous(Objects.requireNonNull(event.anonymousId()));
    }

    /**
     * Every record the event says something about: its subject's; of an identify with both ids, the anonymous visitor's too;
     * of an alias, those of previousId as a user and as an anonymous visitor, since which it is depends on the date one asks
     * for; of a group call, the account's.
     */
    public static List<RecordKey> of(Event event) {
        var keys = new ArrayList<RecordKey>(3);
        keys.add(subject(event));
        switch (event.type()) {
            case IDENTIFY -> {
                if (event.userId() != null && event.anonymousId() != null) keys.add(anonymous(event.anonymousId()));
            }
            case ALIAS -> {
                if (event.previousId() != null) {
                    keys.add(user(event.previousId()));
                    keys.add(anonymous(event.previousId()));
                }
            }
            case GROUP -> {
                if (event.groupId() != null) keys.add(account(event.groupId()));
            }
            default -> {}
        }
        return keys.stream().distinct().toList();
    }
}
