package io.segue.problems;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A kind of problem. What it is called and means is part of the API and stays for as long as the version in the path does; new kinds
 * may come.
 */
public enum ProblemType {
    REQUEST(
            HttpStatus.BAD_REQUEST,
            "The request can't be read",
            "The request is no HTTP that this service takes: a broken path, an unknown method, a character that may not be there.",
            "Percent-encode what goes into a path or query."),
    PARAMETER(
            HttpStatus.BAD_REQUEST,
            "A parameter can't be used",
            "A parameter of the path or the query is missing, misspelled or out of its range.",
            "Read errors: pointer names the parameter, detail what it is and what is expected."),
    BODY(
            HttpStatus.BAD_REQUEST,
            "A value of the body can't be used",
            "The body is JSON, but values in it are missing, unknown, of another type or out of range. Nothing was changed.",
            "Read errors: each has a JSON pointer into the body and says what is expected. All faults are told at once."),
    JSON(
            HttpStatus.BAD_REQUEST,
            "The body is not the JSON expected",
            "The body is not one JSON object in UTF-8: it is empty, cut off, has a key twice, or is another kind of value.",
            "detail names the line and column where it stops being JSON."),
    INVALID_EVENT(
            HttpStatus.BAD_REQUEST,
            "The event can't be taken in",
            "A call with one event lacks what its type needs, or holds values that no event may. It was not kept.",
            "Read errors and send a corrected event. In a batch such events are counted in the answer, and the others are kept."),
    INVALID_BATCH(
            HttpStatus.BAD_REQUEST,
            "The batch can't be taken in",
            "The call as a whole is no batch: there is no list of events, or more than a call may bring.",
            "Read errors; send smaller batches."),
    UNREADABLE(
            HttpStatus.BAD_REQUEST,
            "The call can't be read",
            "The body of a tracking call is broken: damaged gzip, or an encoding that is not known.",
            "Send it anew, plain or gzipped."),
    CALL_TOO_LARGE(
            HttpStatus.BAD_REQUEST,
            "The call is too large",
            "The body of a tracking call is larger than the limit, counted after decompression.",
            "Send fewer events in a call. The limits are settings of the service."),
    KEY(
            HttpStatus.UNAUTHORIZED,
            "A key is needed",
            "The request carries no key, or one that is not known, has expired or was revoked.",
            "Send a valid one: Authorization: Bearer KEY, or X-API-Key: KEY. Administrators make keys at POST /v1/admin/keys."),
    WRITE_KEY(
            HttpStatus.UNAUTHORIZED,
            "A write key is needed",
            "A tracking call carries no write key, or one that may not bring events.",
            "Send a key of scope ingest as the user name of Basic authentication, or as writeKey in the body."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "This key does not allow it",
            "The key is good, but its scopes don't open this door, or it is bound to other web origins or to another user.",
            "Ask an administrator for a key with the scope that the API description names for this operation."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "It is not known",
            "Nothing of that name or id is there, or was there as of the instant asked for.",
            "Check the spelling; ids are case-sensitive and must be percent-encoded in a path."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The method does not fit",
            "The path is known, but not with this HTTP method.",
            "The header Allow lists those that it takes."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "The answer can't be given in that form",
            "The header Accept asks for a form that this door does not have.",
            "Ask for the form that the API description names, mostly application/json, or leave Accept out."),
    CONFLICT(
            HttpStatus.CONFLICT,
            "It contradicts what is there",
            "The request is well formed, but can't be done as things stand; nothing was changed.",
            "detail says what stands against it."),
    BASE_MISSING(
            HttpStatus.PRECONDITION_REQUIRED,
            "It is not said what was edited",
            "A workbook is only taken with the header If-Match, which says what the table said when the workbook was downloaded.",
            "Send the ETag that came with the workbook as If-Match."),
    BASE_STALE(
            HttpStatus.PRECONDITION_FAILED,
            "The table says something else by now",
            "Somebody else's change came live since the workbook was downloaded; nothing was kept.",
            "changes tells what is different. Download the table again and make the change there."),
    KNOWLEDGE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Rules or tables can't be used",
            "Something is wrong with a workbook or a rule file; nothing was kept or changed.",
            "errors names every sheet and cell, with what is found there and what is expected."),
    TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The body is too large",
            "The body is larger than this door reads.",
            "Send less at a time."),
    MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The content type does not fit",
            "The body is declared to be of another kind than this door reads, or compressed.",
            "Send the Content-Type that detail names, mostly application/json, and the body as it is."),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many requests",
            "The key sends faster than it may, too many wrong keys came from this address, or the service has as much to do as it can.",
            "Wait for the seconds in Retry-After, then send it again."),
    BUSY(
            HttpStatus.TOO_MANY_REQUESTS,
            "More events are coming in than can be stored",
            "Events of this call were not kept, because too many others are waiting to be written.",
            "Keep them, wait for the seconds in Retry-After, send them again; libraries do so by themselves."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "It can't be done at the moment",
            "A store did not answer. Nothing of the request was acknowledged.",
            "Wait for the seconds in Retry-After and send it again."),
    FAULT(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "It failed",
            "A fault of the service. The log has the reason, the answer does not.",
            "Tell who runs the service when it happened.");

    private static final String ROOT = "/problems/";
    private static final int FAULTS = 500;
    /** What servers say to requests that are no HTTP they know, though it is not they who fail. */
    private static final int NOT_IMPLEMENTED = 501;

    private static final int VERSION = 505;
    private static final URI UNTYPED = URI.create("about:blank");

    private final HttpStatus status;
    private final String title;
    private final String meaning;
    private final String cure;

    ProblemType(HttpStatus status, String title, String meaning, String cure) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.cure = cure;
    }

    public HttpStatus status() {
        return status;
    }

    /** Where it is explained, from the root of the service. */
    public URI uri() {
        return URI.create(ROOT + slug());
    }

    /** The last part of its address. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    /** When it is answered, in a sentence or two. */
    public String meaning() {
        return meaning;
    }

    /** What whoever asked can do about it. */
    public String cure() {
        return cure;
    }

    /** Whether nobody said of what kind it is. */
    public static boolean isUntyped(ProblemDetail problem) {
        return problem.getType() == null || problem.getType().equals(UNTYPED);
    }

    /** Makes a problem one of this kind. */
    public void mark(ProblemDetail problem) {
        problem.setType(uri());
        problem.setTitle(title);
    }

    /** The most general kind with that status; where there is none, a fault of the request or of the service. */
    public static ProblemType of(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status.value() == status)
                .findFirst()
                .orElse(status == NOT_IMPLEMENTED || status == VERSION || status < FAULTS ? REQUEST : FAULT);
    }

    /** The kind whose address ends so. */
    public static Optional<ProblemType> named(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }

    /** One such problem; the detail says what is wrong this time. */
    public ProblemDetail problem(String detail) {
        return problem(detail, List.of());
    }

    /** The same, with what is wrong with each value, where there is any. */
    public ProblemDetail problem(String detail, List<?> errors) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        mark(problem);
        if (!errors.isEmpty()) problem.setProperty("errors", errors);
        return problem;
    }
}
