package io.segue.profiles.hazelcast;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has the record loaded anew when it is next asked for, unless it was loaded since that seq. Answers whether there was one that is
 * to be loaded anew.
 *
 * @param seq the record loaded then must have this entry in it; 0 when no entry in particular is missed, and any record is suspect
 */
record Forget(long seq) implements EntryProcessor<String, Cell, Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Cell> entry) {
        @Nullable Cell there = entry.getValue();
        if (seq > 0 && there != null && there.isRecord() && there.loaded() >= seq) return false;
        entry.setValue(Cell.mark(there == null ? seq : Math.max(seq, there.through())));
        return there != null && there.isRecord();
    }

    /** The bytes of a call to another member. */
    static final class Serializer implements CompactSerializer<Forget> {
        @Override
        public Forget read(CompactReader in) {
            return new Forget(in.readInt64("seq"));
        }

        @Override
        public void write(CompactWriter out, Forget forget) {
            out.writeInt64("seq", forget.seq());
        }

        @Override
        public String getTypeName() {
            return "segue.forget";
        }

        @Override
        public Class<Forget> getCompactClass() {
            return Forget.class;
        }
    }
}
