package io.segue;

import io.segue.cli.SegueCommand;
import java.io.PrintWriter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the decisioning service or, when the first argument names a command, runs that instead. */
@SpringBootApplication
public class App {
    public static void main(String[] args) {
        if (SegueCommand.isMeantBy(args))
            System.exit(SegueCommand.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
        SpringApplication.run(App.class, args);
    }
}
