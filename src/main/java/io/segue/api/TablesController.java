package io.segue.api;

import io.segue.publication.Drafts;
import io.segue.publication.Tables;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Decision tables as workbooks: to be downloaded, edited, and sent back. */
@RestController
@RequestMapping(path = "/v1/tables", produces = MediaType.APPLICATION_JSON_VALUE)
class TablesController {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Tables tables;
    private final Drafts drafts;

    TablesController(Tables tables, Drafts drafts) {
        this.tables = tables;
        this.drafts = drafts;
    }

    /**
     * All tables.
     *
     * @param knowledge the version that is live
     * @param tables    each workbook, by name
     */
    record TableList(String knowledge, List<Tables.Entry> tables) {}

    /** The decision tables that are live. */
    @GetMapping
    TableList listTables() {
        var live = tables.live();
        return new TableList(live.version(), live.tables());
    }

    /**
     * A table as a workbook. It opens in Excel and LibreOffice; its sheet About says what may be edited and how. The ETag is what
     * a draft of it is sent back with.
     *
     * @param name  name of the table
     * @param cases "boundary" to have its sheet Cases filled up with an example on each side of every threshold
     * @param known ETags of what is there already; 304 when it still says one of them
     * @throws NotFound when there is no such table
     */
    @GetMapping(path = "/{name}/workbook", produces = XLSX)
    ResponseEntity<byte[]> getWorkbook(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String cases,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        if (cases != null && !cases.equals("boundary"))
            throw BadRequest.of("cases", "is \"%s\"; expected boundary, or nothing".formatted(cases));
        var workbook = tables.workbook(name, cases != null).orElseThrow(() -> unknown(name));
        var tag = ETags.of(workbook.version());
        if (ETags.versions(known).contains(workbook.version()) && cases == null)
            return ResponseEntity.status(304).eTag(tag).build();
        var file = ContentDisposition.attachment()
                .filename(name + ".xlsx", StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .eTag(tag)
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .contentType(MediaType.parseMediaType(XLSX))
                .body(workbook.content());
    }

    /**
     * Send an edited workbook. It is checked whole, and all that is wrong is told at once, with its cells; a sound one is kept as a
     * draft. Nothing comes live by that.
     *
     * @param name    name of the table
     * @param comment what the change is for
     * @param uncovered "keep" to keep one that has gaps, overlaps or failing cases and nothing else wrong; a rehearsal then shows whom they hit, but it
     *     can't be published
     * @param base    the ETag that the workbook was downloaded with
     * @throws NotFound    when there is no such table
     * @throws BaseMissing when it is not said what was edited
     * @throws Stale       when the table says something else by now; changes tells what
     * @throws Unusable    when something is wrong with the workbook
     * @throws TooMany     when the key asks faster than it may, or too many workbooks wait already to be checked
     */
    @PostMapping(
            path = "/{name}/drafts",
            consumes = {XLSX, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    ResponseEntity<DraftView> addDraft(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(required = false) @Nullable String uncovered,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String base,
            @RequestBody byte[] workbook,
            HttpServletRequest request) {
        Comments.check(comment, false);
        if (uncovered != null && !uncovered.equals("keep"))
            throw BadRequest.of("uncovered", "is \"%s\"; expected keep, or nothing".formatted(uncovered));
        var version = ETags.versions(base).stream().findFirst().orElseThrow(BaseMissing::new);
        var draft = drafts.add(name, version, workbook, comment, uncovered != null, Actors.of(request))
                .orElseThrow(() -> unknown(name));
        return ResponseEntity.created(URI.create("/v1/drafts/" + draft.id())).body(DraftView.of(draft));
    }

    private static NotFound unknown(String name) {
        return new NotFound("There is no table \"%s\"; GET /v1/tables lists them.".formatted(name));
    }

    /** A workbook came without If-Match. */
    static final class BaseMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
