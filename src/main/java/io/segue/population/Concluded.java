package io.segue.population;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * What one finished refresh concluded of one user.
 *
 * @param refresh id of the refresh; text in JSON
 * @param asOf    the instant as of which it was decided
 * @param result  what was concluded
 */
public record Concluded(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long refresh, Instant asOf, UserResult result) {}
