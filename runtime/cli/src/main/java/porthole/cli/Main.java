// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The tools' entry: the first argument names the tool. */
public final class Main {
  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the tool named by the first argument and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    Places places =
        Places.of(System.getenv(), Map.of("home", System.getProperty("porthole.home", "")));
    ExitCode code = new Main(out, err).run(Arrays.asList(args), places);
    out.flush();
    System.exit(code.code());
  }

  ExitCode run(List<String> args, Places places) {
    try {
      String tool = args.isEmpty() ? "help" : args.get(0);
      List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
      switch (tool) {
        case "stacks" -> stacks(rest, places);
        case "help", "--help", "-h" -> out.print(StacksOptions.HELP);
        default ->
            throw new CliException(ExitCode.USAGE, "unknown tool '" + tool + "'. See 'help'.");
      }
      return ExitCode.OK;
    } catch (CliException e) {
      err.println("porthole: " + e.getMessage());
      return e.exitCode();
    } catch (RuntimeException e) {
      err.println("porthole: unforeseen: " + e);
      return ExitCode.FAILED;
    }
  }

  private void stacks(List<String> args, Places places) throws CliException {
    if (args.contains("--help")) {
      out.print(StacksOptions.HELP);
    } else {
      new StacksTool(out).run(StacksOptions.parse(args), places);
    }
  }
}
