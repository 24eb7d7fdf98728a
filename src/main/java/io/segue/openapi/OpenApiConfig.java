package io.segue.openapi;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** What the description of the API is made with, when somebody asks for it first. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfig {
    @Bean
    RecordSchemas apiSchemas(JsonMapper json) {
        return new RecordSchemas(json);
    }

    @Bean
    Operations apiOperations() {
        return new Operations();
    }

    @Bean
    Document apiDocument(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new Document(mappings);
    }
}
