package io.segue.profiles;

import static java.util.Map.entry;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The default tracking plan, by hand, for tests of what is made of signals. */
public final class DefaultPlan implements SignalReader {
    private record Row(
            Signal.Kind kind, boolean activity, @Nullable String property) {}

    private static final Map<String, Row> TRACKS = Map.ofEntries(
            entry("feature used", new Row(Signal.Kind.FEATURE, true, "feature")),
            entry("content created", new Row(Signal.Kind.CONTENT, true, null)),
            entry("content shared", new Row(Signal.Kind.SHARE, true, "external")),
            entry("member invited", new Row(Signal.Kind.INVITE, true, null)),
            entry("member added", new Row(Signal.Kind.MEMBER_ADDED, false, null)),
            entry("pricing page viewed", new Row(Signal.Kind.PRICING_VIEW, true, null)),
            entry("docs viewed", new Row(Signal.Kind.DOCS_VIEW, true, null)),
            entry("features compared", new Row(Signal.Kind.COMPARISON, true, null)),
            entry("locked feature clicked", new Row(Signal.Kind.LOCKED_CLICK, true, null)),
            entry("sales contacted", new Row(Signal.Kind.SALES_CONTACT, true, null)),
            entry("quote requested", new Row(Signal.Kind.QUOTE, true, null)),
            entry("sso configured", new Row(Signal.Kind.ADMIN, true, null)),
            entry("security reviewed", new Row(Signal.Kind.ADMIN, true, null)),
            entry("seats managed", new Row(Signal.Kind.ADMIN, true, null)),
            entry("support ticket opened", new Row(Signal.Kind.TICKET, false, "sentiment")),
            entry("payment failed", new Row(Signal.Kind.PAYMENT_FAILED, false, null)),
            entry("payment succeeded", new Row(Signal.Kind.PAYMENT_SUCCEEDED, false, null)),
            entry("subscription downgraded", new Row(Signal.Kind.DOWNGRADE, false, null)),
            entry("cancel page viewed", new Row(Signal.Kind.CANCEL_VIEW, true, null)),
            entry("nps submitted", new Row(Signal.Kind.NPS, false, "score")),
            entry("community posted", new Row(Signal.Kind.COMMUNITY, false, "sentiment")),
            entry("milestone reached", new Row(Signal.Kind.MILESTONE, false, "milestone")),
            entry("action shown", new Row(Signal.Kind.ACTION_SHOWN, false, "action")),
            entry("action clicked", new Row(Signal.Kind.ACTION_CLICKED, false, "action")),
            entry("action dismissed", new Row(Signal.Kind.ACTION_DISMISSED, false, "action")),
            entry("action converted", new Row(Signal.Kind.ACTION_CONVERTED, false, "action")));

    private static final Map<String, Row> PAGES = Map.of(
            "pricing", new Row(Signal.Kind.PRICING_VIEW, true, null),
            "docs", new Row(Signal.Kind.DOCS_VIEW, true, null),
            "cancel", new Row(Signal.Kind.CANCEL_VIEW, true, null));

    @Override
    public Reading read(Event event) {
        var name = String.valueOf(event.name()).strip().toLowerCase(Locale.ROOT);
        var row = (event.type() == EventType.TRACK ? TRACKS : PAGES).get(name);
        if (row == null) return new Reading(true, null);
        var value = row.property() == null ? null : event.properties().get(row.property());
        return new Reading(row.activity(), signal(row.kind(), value));
    }

    @Override
    public String version() {
        return "default";
    }

    private static @Nullable Signal signal(Signal.Kind kind, @Nullable Object value) {
        var word = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case FEATURE, MILESTONE, ACTION_SHOWN, ACTION_CLICKED, ACTION_DISMISSED, ACTION_CONVERTED ->
                value instanceof String key && !key.isEmpty() ? new Signal(kind, key, 0, false) : null;
            case NPS -> score(kind, value);
            case SHARE -> new Signal(kind, "", 0, word.equals("true"));
            case TICKET -> new Signal(kind, "", 0, word.equals("negative"));
            case COMMUNITY -> word.equals("negative") ? null : new Signal(kind, "", 0, false);
            default -> new Signal(kind, "", 0, false);
        };
    }

    private static @Nullable Signal score(Signal.Kind kind, @Nullable Object value) {
        try {
            return new Signal(kind, "", Double.parseDouble(String.valueOf(value).strip()), false);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
