package io.segue.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.segue.decisions.Decision;
import io.segue.rules.Source;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/** How answers are written where that is not what their records say: parts that have no meaning for a value are left out. */
@Configuration(proxyBeanMethods = false)
class JsonShape {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface WithoutNulls {}

    /** A library for YAML on the classpath would have every door take and answer it. */
    @Bean
    ServerHttpMessageConvertersCustomizer nothingButJson() {
        return converters -> converters.configureMessageConvertersList(
                all -> all.removeIf(one -> one.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }

    @Bean
    JsonMapperBuilderCustomizer decisionShape() {
        return mapper -> mapper.addMixIn(Source.class, WithoutNulls.class)
                .addMixIn(Decision.Score.class, WithoutNulls.class)
                .addMixIn(Decision.AccountView.class, WithoutNulls.class)
                .addMixIn(Decision.EmailCampaign.class, WithoutNulls.class);
    }
}
