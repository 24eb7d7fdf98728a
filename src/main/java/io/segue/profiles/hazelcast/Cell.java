package io.segue.profiles.hazelcast;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import org.jspecify.annotations.Nullable;

/**
 * What the map holds under a key: a record, or a mark that says which entries a record must have in it to be put there.
 *
 * @param loaded     of a record: every entry of its key up to this seq is in it, since it was read from the journal
 * @param through    the greatest seq of an entry that was brought here or loaded
 * @param undigested about how many entries would be read to load the record again
 * @param version    of the folding that made the record
 * @param packed     the packed memory; null in a mark
 */
@SuppressWarnings("ArrayRecordComponent")
record Cell(long loaded, long through, int undigested, long version, byte @Nullable [] packed) {
    static Cell mark(long through) {
        return new Cell(0, through, 0, 0, null);
    }

    /** A digest was written from which so few events are left to read. */
    Cell digested(int left) {
        return left >= undigested ? this : new Cell(loaded, through, left, version, packed);
    }

    boolean isRecord() {
        return packed != null;
    }

    boolean isRecordOf(long wanted) {
        return packed != null && version == wanted;
    }

    /** The bytes of a cell. */
    static final class Serializer implements CompactSerializer<Cell> {
        @Override
        public Cell read(CompactReader in) {
            return new Cell(
                    in.readInt64("loaded"),
                    in.readInt64("through"),
                    in.readInt32("undigested"),
                    in.readInt64("version"),
                    in.readArrayOfInt8("packed"));
        }

        @Override
        public void write(CompactWriter out, Cell cell) {
            out.writeInt64("loaded", cell.loaded());
            out.writeInt64("through", cell.through());
            out.writeInt32("undigested", cell.undigested());
            out.writeInt64("version", cell.version());
            out.writeArrayOfInt8("packed", cell.packed());
        }

        @Override
        public String getTypeName() {
            return "segue.cell";
        }

        @Override
        public Class<Cell> getCompactClass() {
            return Cell.class;
        }
    }
}
