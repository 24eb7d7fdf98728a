package io.segue.ofrep;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbooks;
import io.segue.decisions.Standings;
import io.segue.profiles.Profiles;
import io.segue.security.UserTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the evaluation of flags together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OfrepSettings.class)
class OfrepConfig {
    @Bean
    Evaluator flagEvaluator(DecisionService decisions, Playbooks playbooks, Clock clock) {
        return new Evaluator(decisions, playbooks, clock);
    }

    @Bean
    Questions flagQuestions(JsonMapper json, OfrepSettings settings) {
        return new Questions(json, settings.overrides());
    }

    @Bean
    StreamAddresses streamAddresses(UserTokens tokens, OfrepSettings settings, Clock clock) {
        return new StreamAddresses(tokens, settings, clock);
    }

    @Bean
    Streams streams(
            Evaluator evaluator,
            StreamAddresses addresses,
            Profiles profiles,
            DecisionService decisions,
            Standings standings,
            OfrepSettings settings,
            Clock clock) {
        return new Streams(evaluator, addresses, profiles, decisions, standings, settings, clock);
    }
}
