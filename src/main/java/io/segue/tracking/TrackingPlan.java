package io.segue.tracking;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.profiles.Reading;
import io.segue.profiles.Signal;
import io.segue.profiles.SignalReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The company's names for what its users do, and what they mean to Segue. Names match in any case and without surrounding space.
 * A name that is not in the plan is activity and tells nothing more. Immutable.
 */
public final class TrackingPlan implements SignalReader {
    private static final Reading ACTIVITY = new Reading(true, null);
    private static final Reading NOTHING = new Reading(false, null);

    /**
     * One line of the plan.
     *
     * @param kind     track, page or screen
     * @param name     the event's name, or the page's or screen's
     * @param signal   what it tells; null when nothing but that it happened
     * @param activity whether it is something the user did with the product
     * @param property which property carries the signal's value; null when the signal has none. A feature, milestone, action or
     *                 score must have one.
     */
    public record Row(
            EventType kind,
            String name,
            Signal.@Nullable Kind signal,
            boolean activity,
            @Nullable String property) {
        public Row {
            if (kind != EventType.TRACK && kind != EventType.PAGE && kind != EventType.SCREEN)
                throw new IllegalArgumentException(
                        "%s is no kind of the tracking plan, expected TRACK, PAGE or SCREEN".formatted(kind));
            if (name.isBlank())
                throw new IllegalArgumentException("a %s row of the tracking plan has no name".formatted(kind));
            if (signal != null && needsValue(signal) && property == null)
                throw new IllegalArgumentException("%s '%s' of the tracking plan needs the property that carries its %s"
                        .formatted(kind, name, signal));
        }

        private static boolean needsValue(Signal.Kind signal) {
            return switch (signal) {
                case FEATURE, MILESTONE, NPS, ACTION_SHOWN, ACTION_CLICKED, ACTION_DISMISSED, ACTION_CONVERTED -> true;
                default -> false;
            };
        }
    }

    private record Name(EventType kind, String folded) {
        static Name of(EventType kind, String name) {
            return new Name(kind, name.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
        }
    }

    private final Map<Name, Row> rows = new HashMap<>();
    private final String version;

    /**
     * @param version changes with the rows, see {@link SignalReader#version}
     * @throws IllegalArgumentException when two rows have one kind and name
     */
    public TrackingPlan(List<Row> rows, String version) {
        for (var row : rows) {
            var twin = this.rows.putIfAbsent(Name.of(row.kind(), row.name()), row);
            if (twin != null)
                throw new IllegalArgumentException("the tracking plan has two rows for %s '%s' and '%s', expected one"
                        .formatted(row.kind(), twin.name(), row.name()));
        }
        this.version = version;
    }

    @Override
    public String version() {
        return version;
    }

    /** Identify, group and alias calls are nothing here. A signal whose value is missing or unreadable is none. */
    @Override
    public Reading read(Event event) {
        switch (event.type()) {
            case IDENTIFY, GROUP, ALIAS -> {
                return NOTHING;
            }
            case TRACK, PAGE, SCREEN -> {}
        }
        var row = event.name() == null ? null : rows.get(Name.of(event.type(), event.name()));
        if (row == null) return ACTIVITY;
        var value = row.property() == null ? null : event.properties().get(row.property());
        return new Reading(row.activity(), row.signal() == null ? null : signal(row.signal(), value));
    }

    private static @Nullable Signal signal(Signal.Kind kind, @Nullable Object value) {
        return switch (kind) {
            case FEATURE, MILESTONE, ACTION_SHOWN, ACTION_CLICKED, ACTION_DISMISSED, ACTION_CONVERTED -> {
                var key = SpelledValues.key(value);
                yield key == null ? null : new Signal(kind, key, 0, false);
            }
            case NPS -> {
                var score = SpelledValues.number(value);
                yield score == null ? null : new Signal(kind, "", score, false);
            }
            case SHARE -> new Signal(kind, "", 0, SpelledValues.isTrue(value));
            case TICKET -> new Signal(kind, "", 0, SpelledValues.isWord("negative", value));
            case COMMUNITY -> SpelledValues.isWord("negative", value) ? null : new Signal(kind, "", 0, false);
            default -> new Signal(kind, "", 0, false);
        };
    }
}
