package io.segue.openapi;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** What the description of the API is made with, when somebody asks for it first. */
@Configuration(proxyBeanMethods = false)
@Lazy
class OpenApiConfig {
    private static final String MAKER = "org.springdoc.";

    /** Nobody waits at a start for what few ask for: springdoc would bring its parts, and a second JSON library, up at once. */
    @Bean
    @Lazy(false)
    static BeanFactoryPostProcessor documentWaits() {
        return beans -> {
            for (var name : beans.getBeanDefinitionNames()) {
                var bean = beans.getBeanDefinition(name);
                if (isOfMaker(bean)) bean.setLazyInit(true);
            }
        };
    }

    /** With the validator that springdoc brings along, Spring would get one ready at every start, to check nothing. */
    @Bean
    @Lazy(false)
    WebMvcConfigurer nothingToValidate() {
        return new WebMvcConfigurer() {
            @Override
            public Validator getValidator() {
                return new NothingToValidate();
            }
        };
    }

    private static final class NothingToValidate implements Validator {
        @Override
        public boolean supports(Class<?> type) {
            return false;
        }

        @Override
        public void validate(Object target, Errors errors) {
            // never asked
        }
    }

    private static boolean isOfMaker(BeanDefinition bean) {
        var place = bean instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null
                ? annotated.getFactoryMethodMetadata().getDeclaringClassName()
                : bean.getBeanClassName();
        return place != null && place.startsWith(MAKER);
    }

    @Bean
    RecordSchemas apiSchemas(JsonMapper json) {
        return new RecordSchemas(json);
    }

    @Bean
    Operations apiOperations() {
        return new Operations();
    }

    /** Brings the converters up before the first schema is made. */
    @Bean
    @DependsOn("modelConverterRegistrar")
    Document apiDocument(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new Document(mappings);
    }
}
