package io.segue.profiles;

import io.segue.journal.RecordKey;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the events of one record add up to, whatever order they came in. A record is never changed by a link: what belongs
 * together is joined when someone asks. Immutable.
 */
public final class Memory {
    /** Stands where no event was. */
    static final long NO_EVENT = Long.MAX_VALUE;

    private static final Memory NOTHING = new Memory(
            NO_EVENT,
            NO_EVENT,
            Map.of(),
            Timeline.EMPTY,
            Timeline.EMPTY,
            Timeline.EMPTY,
            Set.of(),
            Ledger.empty(ZoneOffset.UTC));

    final long first;
    final long paidFrom;
    final Map<String, Timeline> traits;
    final Timeline groups;
    final Timeline aliases;
    final Timeline links;
    final Set<RecordKey> others;
    final Ledger ledger;

    /**
     * @param first    the earliest event of the record's own, in milliseconds; NO_EVENT when it is only spoken of
     * @param paidFrom the earliest word of a paid plan; NO_EVENT when there was none
     * @param traits   what identify calls said of a user, or group calls of an account
     * @param groups   the accounts the user joined
     * @param aliases  the users this id was merged into
     * @param links    the users this anonymous id was identified as
     * @param others   of a user the records that may be part of it, of an account those that ever joined it
     */
    Memory(
            long first,
            long paidFrom,
            Map<String, Timeline> traits,
            Timeline groups,
            Timeline aliases,
            Timeline links,
            Set<RecordKey> others,
            Ledger ledger) {
        this.first = first;
        this.paidFrom = paidFrom;
        this.traits = traits;
        this.groups = groups;
        this.aliases = aliases;
        this.links = links;
        this.others = others;
        this.ledger = ledger;
    }

    /** What is remembered where nothing ever happened. */
    public static Memory nothing() {
        return NOTHING;
    }

    /** Whether it holds nothing at all. */
    public boolean isNothing() {
        return first == NO_EVENT && others.isEmpty() && aliases.isEmpty() && links.isEmpty();
    }

    /**
     * Both as one, as if the events of the other had been among this one's. Empty when only the journal knows the outcome,
     * because an event falls into time that was let go.
     */
    public Optional<Memory> with(Memory more) {
        var fold = new MemoryFold(ledger.zone());
        fold.add(this);
        fold.add(more);
        return fold.bounded();
    }

    /** A few hundred bytes that {@link #unpacked} reads back. */
    public byte[] packed() {
        return Packing.pack(this);
    }

    /** @param zone the time zone it was folded in */
    public static Memory unpacked(byte[] packed, ZoneId zone) {
        return Packing.unpack(packed, zone);
    }

    boolean knownBy(long millis) {
        return first <= millis;
    }
}
