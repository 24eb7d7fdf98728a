package io.segue.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Web origins, as browsers send them. */
public final class Origins {
    private Origins() {}

    /** What is wrong with a text that should be an origin; empty when nothing is. */
    public static Optional<String> wrong(String text) {
        try {
            var uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            var plain = "%s://%s".formatted(uri.getScheme(), uri.getRawAuthority());
            if (web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && plain.equals(text)
                    && text.equals(text.toLowerCase(Locale.ROOT))) return Optional.empty();
        } catch (URISyntaxException e) {
            // told below
        }
        return Optional.of(
                "is no web origin; expected one in lower case without a path, such as https://app.example.com");
    }
}
