package io.segue.profiles.hazelcast;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a record loaded from the journal into the map, unless a record of the same folding is there already, or an entry came by
 * that the load did not see. Answers whether a good record is there now.
 */
record Install(Cell loaded) implements EntryProcessor<String, Cell, Boolean> {
    @Override
    public Boolean process(Map.Entry<String, Cell> entry) {
        @Nullable Cell there = entry.getValue();
        if (there != null && there.isRecordOf(loaded.version())) {
            var digested = there.digested(loaded.undigested());
            if (digested != there) entry.setValue(digested);
            return true;
        }
        if (there != null && there.through() > loaded.through()) return false;
        entry.setValue(loaded);
        return true;
    }

    /** The bytes of a call to another member. */
    static final class Serializer implements CompactSerializer<Install> {
        @Override
        public Install read(CompactReader in) {
            return new Install(Objects.requireNonNull(in.<Cell>readCompact("loaded")));
        }

        @Override
        public void write(CompactWriter out, Install install) {
            out.writeCompact("loaded", install.loaded());
        }

        @Override
        public String getTypeName() {
            return "segue.install";
        }

        @Override
        public Class<Install> getCompactClass() {
            return Install.class;
        }
    }
}
