package io.segue.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.segue.support.Http;
import io.segue.support.RunningSegue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People with tokens of an identity provider that publishes its keys over HTTP. */
class IdentityProviderTest {
    private static final String ISSUER = "https://id.example.com";

    @TempDir
    static Path data;

    private static RSAKey signing;
    private static HttpServer provider;
    private static RunningSegue segue;
    private static Http http;

    @BeforeAll
    static void open() throws Exception {
        signing = new RSAKeyGenerator(2048).keyID("one").generate();
        var published = new JWKSet(signing.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        provider.start();
        segue = RunningSegue.in(
                data,
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:%d/jwks"
                        .formatted(provider.getAddress().getPort()),
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER,
                "spring.security.oauth2.resourceserver.jwt.audiences=segue",
                "segue.security.jwt.claim=realm.roles",
                "segue.security.jwt.name=email",
                "segue.security.jwt.scopes.analysts=read,author",
                "segue.security.jwt.scopes.ops=admin,ingest");
        http = new Http(segue);
    }

    @AfterAll
    static void close() {
        segue.close();
        provider.stop(0);
    }

    private static JWTClaimsSet.Builder claims(String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("segue")
                .subject("p-1")
                .claim("email", "ann@example.com")
                .claim("realm", Map.of("roles", List.of(roles)))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(JWTClaimsSet.Builder claims, RSAKey by) throws Exception {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims.build());
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    private static int users(String token) {
        return http.send("GET", "/v1/users", token, null).statusCode();
    }

    @Test
    void roles_give_the_scopes_they_are_mapped_to() throws Exception {
        var analyst = signed(claims("analysts", "others"), signing);
        assertThat(users(analyst)).isEqualTo(200);
        assertThat(http.send("GET", "/v1/admin/keys", analyst, null).statusCode())
                .isEqualTo(403);
        assertThat(users(signed(claims("others"), signing))).isEqualTo(403);
        assertThat(http.send("GET", "/v1/admin/keys", signed(claims("ops"), signing), null)
                        .statusCode())
                .isEqualTo(200);
        var event = "{\"userId\":\"u\",\"event\":\"e\",\"writeKey\":\"%s\"}".formatted(signed(claims("ops"), signing));
        assertThat(http.send("POST", "/v1/track", null, event).statusCode()).isEqualTo(401);
    }

    @Test
    void who_made_a_key_is_audited_by_name() throws Exception {
        var made = http.send(
                "POST", "/v1/admin/keys", signed(claims("ops"), signing), "{\"name\":\"k\",\"scopes\":[\"read\"]}");
        assertThat(Http.json(made).get("createdBy").asString()).isEqualTo("person:ann@example.com");
    }

    @Test
    void tokens_that_are_over_forged_or_for_others_open_nothing() throws Exception {
        var stranger = new RSAKeyGenerator(2048).keyID("one").generate();
        assertThat(users(signed(claims("ops"), stranger))).isEqualTo(401);
        assertThat(users(signed(claims("ops").audience("another"), signing))).isEqualTo(401);
        assertThat(users(signed(claims("ops").issuer("https://evil.example.com"), signing)))
                .isEqualTo(401);
        assertThat(users(signed(
                        claims("ops").expirationTime(Date.from(Instant.now().minusSeconds(600))), signing)))
                .isEqualTo(401);
        assertThat(users(new PlainJWT(claims("ops").build()).serialize())).isEqualTo(401);
        assertThat(users("a.b.c")).isEqualTo(401);
        var refused = http.send("GET", "/v1/users", "a.b.c", null);
        assertThat(Http.json(refused).get("type").asString()).isEqualTo("/problems/key");
    }

    /** Tokens that the same provider signed for another service would have opened this one. */
    @Test
    void a_provider_without_an_audience_keeps_it_from_starting(@TempDir Path another) {
        assertThatThrownBy(() -> RunningSegue.in(
                        another, "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/jwks"))
                .hasRootCauseInstanceOf(UnsafeStart.class)
                .rootCause()
                .hasMessageContaining("audience");
    }

    @Test
    void a_provider_that_is_away_makes_callers_come_again(@TempDir Path another) throws Exception {
        try (var alone = RunningSegue.in(
                another,
                "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/jwks",
                "spring.security.oauth2.resourceserver.jwt.audiences=segue")) {
            var refused = new Http(alone).send("GET", "/v1/users", signed(claims("ops"), signing), null);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(new Http(alone)
                            .send("GET", "/v1/users", RunningSegue.ADMIN_KEY, null)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void keys_go_on_beside_tokens() {
        assertThat(users(RunningSegue.ADMIN_KEY)).isEqualTo(200);
        assertThat(users(http.key("read"))).isEqualTo(200);
    }
}
