package io.segue.openapi;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentElement;
import com.github.therapi.runtimejavadoc.CommentText;
import com.github.therapi.runtimejavadoc.InlineLink;
import com.github.therapi.runtimejavadoc.InlineTag;
import com.github.therapi.runtimejavadoc.MethodJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the Javadoc of code says, as Markdown for people who do not see the code. The compiler keeps it beside the classes. */
final class Javadocs {
    private Javadocs() {}

    /** Of a class; empty for one without. */
    static Optional<String> of(Class<?> type) {
        return text(RuntimeJavadoc.getJavadoc(type).getComment());
    }

    /** Of a component of a record, which its {@code @param} describes. */
    static Optional<String> ofComponent(Class<?> record, String name) {
        return RuntimeJavadoc.getJavadoc(record).getRecordComponents().stream()
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .flatMap(component -> text(component.getComment()));
    }

    /** Of a constant of an enumeration. */
    static Optional<String> of(Enum<?> constant) {
        return RuntimeJavadoc.getJavadoc(constant.getDeclaringClass()).getEnumConstants().stream()
                .filter(described -> described.getName().equals(constant.name()))
                .findFirst()
                .flatMap(described -> text(described.getComment()));
    }

    /** Of a method. */
    static MethodJavadoc of(Method method) {
        return RuntimeJavadoc.getJavadoc(method);
    }

    /** Of a parameter of a method. */
    static Optional<String> ofParameter(Method method, String name) {
        return of(method).getParams().stream()
                .filter(parameter -> parameter.getName().equals(name))
                .findFirst()
                .flatMap(parameter -> text(parameter.getComment()));
    }

    /** Its words, with code and links as code; empty for none. */
    static Optional<String> text(Comment comment) {
        var text = comment.getElements().stream()
                .map(Javadocs::text)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replaceAll(" ?</?p> ?", "\n\n")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
        return Optional.of(text).filter(words -> !words.isEmpty());
    }

    private static String text(CommentElement element) {
        if (element instanceof CommentText text) return text.getValue();
        if (element instanceof InlineTag tag) return code(tag.getValue());
        if (element instanceof InlineLink link) return code(link.getLink().getLabel());
        return "";
    }

    private static String code(String text) {
        return "`" + text.strip() + "`";
    }

    /** The first sentence, without the stop. */
    static String firstSentence(String text) {
        var sentence = text.split("(?<=[.!?])\\s|\n\n", 2)[0].strip();
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
