package io.segue.profiles.hazelcast;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.segue.profiles.Memory;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings what some entries of one commit add up to into the record of their key, where the record is.
 *
 * <p>Each entry ends up in a record once. A record consists of the entries up to {@code loaded}, all of them, and of some brought
 * later, none beyond {@code through}. Entries brought now from {@code first} to {@code last} are
 * <ul>
 *   <li>all beyond {@code through}: none of them is in the record, so they are added;
 *   <li>all up to {@code loaded}: each of them is in the record, so nothing is to be done;
 *   <li>anything else, such as a second delivery or one out of order: some may be in it and some not, so the record gives way to
 *       a mark, and the next reader loads it from the journal, where each is once.
 * </ul>
 * Where there is no record a mark with {@code last} is left, and only a record loaded through that seq may replace it
 * ({@link Install}), which then has the entries in it. So no entry is lost to a load that began before it was committed.
 *
 * <p>Answers how many entries it would take to load the record again; 0 where there is none.
 *
 * @param count   how many entries they are
 * @param version of the folding that made {@code more}
 * @param zone    the id of the time zone it was folded in
 * @param more    the packed memory of the entries
 */
@SuppressWarnings("ArrayRecordComponent")
record Apply(long first, long last, int count, long version, String zone, byte[] more)
        implements EntryProcessor<String, Cell, Integer> {
    @Override
    public Integer process(Map.Entry<String, Cell> entry) {
        Cell before = entry.getValue();
        Cell after = after(before);
        if (after != before) entry.setValue(after);
        return after.undigested();
    }

    private Cell after(@Nullable Cell before) {
        if (before == null) return Cell.mark(last);
        if (before.isRecordOf(version)) {
            if (last <= before.loaded()) return before;
            if (first > before.through()) return joined(before);
        }
        return Cell.mark(Math.max(last, before.through()));
    }

    private Cell joined(Cell before) {
        try {
            var where = ZoneId.of(zone);
            return Memory.unpacked(Objects.requireNonNull(before.packed()), where)
                    .with(Memory.unpacked(more, where))
                    .map(memory ->
                            new Cell(before.loaded(), last, before.undigested() + count, version, memory.packed()))
                    .orElse(Cell.mark(last));
        } catch (RuntimeException e) {
            // bytes that cannot be read must not stop the journal's follower: what they stood for is in the journal
            return Cell.mark(last);
        }
    }

    /** The bytes of a call to another member. */
    static final class Serializer implements CompactSerializer<Apply> {
        @Override
        public Apply read(CompactReader in) {
            return new Apply(
                    in.readInt64("first"),
                    in.readInt64("last"),
                    in.readInt32("count"),
                    in.readInt64("version"),
                    Objects.requireNonNull(in.readString("zone")),
                    Objects.requireNonNull(in.readArrayOfInt8("more")));
        }

        @Override
        public void write(CompactWriter out, Apply apply) {
            out.writeInt64("first", apply.first());
            out.writeInt64("last", apply.last());
            out.writeInt32("count", apply.count());
            out.writeInt64("version", apply.version());
            out.writeString("zone", apply.zone());
            out.writeArrayOfInt8("more", apply.more());
        }

        @Override
        public String getTypeName() {
            return "segue.apply";
        }

        @Override
        public Class<Apply> getCompactClass() {
            return Apply.class;
        }
    }
}
