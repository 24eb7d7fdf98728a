package io.segue.journal.jdbc;

import io.segue.journal.Entry;
import io.segue.journal.EventType;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of users and of the words that find them. Every method works in the caller's transaction. */
final class UserTable {
    private static final List<String> NAMES = List.of("email", "name", "firstName", "lastName");
    /** Longer words are cut; an id never is. */
    private static final int LONGEST_WORD = 256;

    private UserTable() {}

    /** Adds the users that the entries name, and the words that they bring. */
    static void remember(Connection connection, List<Entry> entries) throws SQLException {
        var words = words(entries);
        if (words.isEmpty()) return;
        var known = known(connection, words.keySet());
        try (var upsert = connection.prepareStatement("""
                INSERT INTO app_user (id, search) VALUES (?, ?)
                ON CONFLICT (id) DO UPDATE SET search = excluded.search""")) {
            boolean changed = false;
            for (var user : words.entrySet()) {
                var lines = known.getOrDefault(user.getKey(), new LinkedHashSet<>());
                if (!lines.addAll(user.getValue())) continue;
                upsert.setString(1, user.getKey());
                upsert.setString(2, String.join("\n", lines));
                upsert.addBatch();
                changed = true;
            }
            if (changed) upsert.executeBatch();
        }
    }

    static void delete(Connection connection, Collection<String> ids) throws SQLException {
        for (var piece : Sql.pieces(ids)) {
            try (var delete =
                    connection.prepareStatement("DELETE FROM app_user WHERE id IN (" + Sql.marks(piece.size()) + ")")) {
                int at = 1;
                for (var id : piece) delete.setString(at++, id);
                delete.executeUpdate();
            }
        }
    }

    static long count(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT COUNT(*) FROM app_user");
                var found = select.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    /** Sorted by user, so that two writers lock rows in one order. */
    private static Map<String, Set<String>> words(List<Entry> entries) {
        var words = new TreeMap<String, Set<String>>();
        for (var entry : entries) {
            var event = entry.event();
            if (event.userId() == null) continue;
            var own = words.computeIfAbsent(event.userId(), id -> new LinkedHashSet<>(List.of(fold(id))));
            if (event.type() == EventType.IDENTIFY) addNames(event.traits(), own);
        }
        return words;
    }

    private static void addNames(Map<String, @Nullable Object> traits, Set<String> words) {
        for (var trait : NAMES) if (traits.get(trait) instanceof String text && !text.isBlank()) words.add(word(text));
        if (traits.get("firstName") instanceof String first && traits.get("lastName") instanceof String last)
            words.add(word(first.strip() + " " + last.strip()));
    }

    private static String word(String text) {
        var folded = fold(text.strip()).replace('\n', ' ');
        return folded.length() <= LONGEST_WORD
                ? folded
                : folded.substring(
                        0,
                        folded.offsetByCodePoints(
                                0, Math.min(LONGEST_WORD, folded.codePointCount(0, folded.length()))));
    }

    private static Map<String, LinkedHashSet<String>> known(Connection connection, Set<String> ids)
            throws SQLException {
        var known = new HashMap<String, LinkedHashSet<String>>();
        for (var piece : Sql.pieces(ids)) {
            try (var select = connection.prepareStatement(
                    "SELECT id, search FROM app_user WHERE id IN (" + Sql.marks(piece.size()) + ")")) {
                int at = 1;
                for (var id : piece) select.setString(at++, id);
                try (var found = select.executeQuery()) {
                    while (found.next())
                        known.put(
                                found.getString(1),
                                new LinkedHashSet<>(
                                        Arrays.asList(found.getString(2).split("\n"))));
                }
            }
        }
        return known;
    }

    /** See {@link io.segue.journal.Journal#users}. */
    static List<String> find(Connection connection, @Nullable String query, @Nullable String after, int limit)
            throws SQLException {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<String>();
        if (after != null) {
            conditions.add("id > ?");
            values.add(after);
        }
        if (query != null && !query.isBlank()) {
            var folded = fold(query.strip());
            // no word has either, and databases stumble over them
            if (folded.length() > 2 * LONGEST_WORD || folded.indexOf('\0') >= 0) return List.of();
            conditions.add("search LIKE ? ESCAPE '\\'");
            values.add("%" + folded.replaceAll("[\\\\%_]", "\\\\$0") + "%");
        }
        var sql = "SELECT id FROM app_user" + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY id LIMIT ?";
        try (var select = connection.prepareStatement(sql)) {
            int at = 1;
            for (var value : values) select.setString(at++, value);
            select.setInt(at, limit);
            var ids = new ArrayList<String>();
            try (var found = select.executeQuery()) {
                while (found.next()) ids.add(found.getString(1));
            }
            return ids;
        }
    }

    /** One spelling for all cases of a text, letter by letter: a part of a text folds as the whole does. */
    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
