package io.segue.publication;

import io.segue.support.EditedKnowledge;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** Somebody who edits tables, and somebody who publishes them. */
public final class Analysts {
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Http http;
    private final String author;
    private final String publisher;

    public Analysts(RunningSegue segue) {
        this(new Http(segue));
    }

    Analysts(Http http) {
        this.http = http;
        this.author = http.key("author");
        this.publisher = http.key("publish");
    }

    /** The checkout's engagement table, in which so many sessions in a week are daily use. */
    public static byte[] dailyFrom(int sessions) {
        return dailyFrom(new EditedKnowledge(), sessions).content("decision-tables/engagement.xlsx");
    }

    static EditedKnowledge dailyFrom(EditedKnowledge knowledge, int sessions) {
        return knowledge
                .set("engagement", "Frequency", "B11", sessions)
                .set("engagement", "Frequency", "C12", sessions)
                // the cases on both sides of the line
                .set("engagement", "Cases", "C2", sessions)
                .set("engagement", "Cases", "C3", sessions - 1);
    }

    /** Sends a workbook made from what is live. */
    HttpResponse<String> send(String table, byte[] workbook) {
        return send(table, workbook, "If-Match", tag(table));
    }

    /** The same of one whose gaps and overlaps are to be rehearsed. */
    HttpResponse<String> sendUncovered(String table, byte[] workbook) {
        return send(table + "/drafts?uncovered=keep", workbook, "If-Match", tag(table));
    }

    HttpResponse<String> send(String table, byte[] workbook, String... headers) {
        var path = "/v1/tables/" + (table.contains("/") ? table : table + "/drafts");
        var all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = XLSX;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return http.sendBytes("POST", path, author, workbook, all);
    }

    /** The id of a draft that must be taken. */
    public String draft(String table, byte[] workbook) {
        var answer = send(table, workbook);
        return Http.json(expect(201, answer)).get("id").asString();
    }

    public String tag(String table) {
        return http.send("GET", "/v1/tables/" + table + "/workbook", author, null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    /** The table as it is downloaded. */
    byte[] workbook(String table) {
        return http.bytes("/v1/tables/" + table + "/workbook", author);
    }

    HttpResponse<String> publish(String comment, String... drafts) {
        return publish("\"drafts\":[\"%s\"],\"comment\":\"%s\"".formatted(String.join("\",\"", drafts), comment));
    }

    public HttpResponse<String> publish(String wish) {
        return http.send("POST", "/v1/knowledge/releases", publisher, "{" + wish + "}");
    }

    /** The release of drafts that must be published. */
    public JsonNode published(String comment, String... drafts) {
        return Http.json(expect(200, publish(comment, drafts))).get("release");
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) throw new AssertionError(answer.statusCode() + " " + answer.body());
        return answer;
    }

    public HttpResponse<String> rollBack(String version) {
        return http.send(
                "POST",
                "/v1/knowledge/rollback",
                publisher,
                "{\"version\":\"%s\",\"comment\":\"back\"}".formatted(version));
    }

    public String live() {
        return http.get("/v1/knowledge/versions?limit=1").get("live").asString();
    }

    /** Points for six sessions in a week: 30 from daily use on, else 20. */
    int pointsForSixSessions() {
        return Http.json(http.send(
                        "POST",
                        "/v1/evaluate",
                        RunningSegue.ADMIN_KEY,
                        "{\"userId\":\"u\",\"metrics\":{\"sessions7d\":6}}"))
                .at("/scores/engagement/components/frequency")
                .asInt();
    }
}
