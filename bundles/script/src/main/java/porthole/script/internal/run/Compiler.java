// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.run;

import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.BigIntLiteral;
import porthole.script.api.ScriptException;
import porthole.script.internal.limit.MeteredContext;
import porthole.script.internal.limit.Place;

/** Makes scripts of texts. */
final class Compiler {

  // What the compiler makes of a text takes some hundred times as much, and it asks nobody.
  private static final int MAX_CHARS = 128 * 1024;

  private Compiler() {}

  /**
   * Compiles.
   *
   * @throws ScriptException.Syntax if it cannot be
   */
  static Script compile(MeteredContext.Factory factory, Place place, String given) {
    if (given.length() > MAX_CHARS) {
      throw new ScriptException.Syntax(
          "The script is " + given.length() + " characters long; at most " + MAX_CHARS + " may be.",
          0,
          0);
    }
    String text = ConstantLoops.rewrite(given);
    try (Context context = factory.enterContext()) {
      String name = place.source().name();
      refuseBigIntegers(context, place, name, text);
      return context.compileString(text, name, 1, null);
    } catch (EvaluatorException e) {
      throw syntax(place, String.valueOf(e.details()), e);
    } catch (StackOverflowError e) {
      throw new ScriptException.Syntax("The script nests too deeply.", 0, 0);
    }
  }

  /** Their operators take as long, and as much, as the numbers are large; nothing bounds them. */
  private static void refuseBigIntegers(Context context, Place place, String name, String text) {
    CompilerEnvirons environs = new CompilerEnvirons();
    environs.initFromContext(context);
    new Parser(environs, environs.getErrorReporter())
        .parse(text, name, 1)
        .visit(node -> isPlain(place, node));
  }

  private static boolean isPlain(Place place, AstNode node) {
    if (node instanceof BigIntLiteral) {
      EvaluatorException here =
          new EvaluatorException("", place.source().name(), node.getLineno(), "", 0);
      throw syntax(place, "Big integers are not supported", here);
    }
    return true;
  }

  private static ScriptException.Syntax syntax(Place place, String what, EvaluatorException at) {
    return new ScriptException.Syntax(place.describe(what, at), place.line(at), place.column(at));
  }
}
