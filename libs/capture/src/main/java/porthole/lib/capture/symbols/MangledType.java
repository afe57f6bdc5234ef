// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.symbols;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Reads the types and values in a mangled name. */
final class MangledType {
  private static final String BUILTIN =
      "v=void w=wchar_t b=bool c=char a=signed char h=unsigned char s=short t=unsigned short i=int"
          + " j=unsigned int l=long m=unsigned long x=long long y=unsigned long long n=__int128"
          + " o=unsigned __int128 f=float d=double e=long double g=__float128 z=...";

  private static final Map<Character, String> SIMPLE = simple();

  private static final Map<String, String> LONGER =
      Map.of(
          "Di", "char32_t",
          "Ds", "char16_t",
          "Du", "char8_t",
          "Da", "auto",
          "Dc", "decltype(auto)",
          "Dn", "std::nullptr_t",
          "Dd", "decimal64",
          "De", "decimal128",
          "Df", "decimal32");

  private final MangledText text;
  private final MangledName names;

  /**
   * A type as it is declared.
   *
   * @param left what stands before the name
   * @param right what stands after it
   * @param open whether a pointer to it needs parentheses
   */
  private record Declared(String left, String right, boolean open) {
    Declared with(String suffix) {
      MangledText.bounded(left + right);
      return open
          ? new Declared(left + "(" + suffix.strip(), ")" + right, false)
          : new Declared(left + suffix, right, false);
    }

    String words() {
      boolean spaced = !right.isEmpty() && !right.startsWith(")");
      return left.stripTrailing() + (spaced ? " " : "") + right;
    }
  }

  MangledType(MangledText text, MangledName names) {
    this.text = text;
    this.names = names;
  }

  private static Map<Character, String> simple() {
    Map<Character, String> types = new HashMap<>();
    for (String entry : BUILTIN.split(" (?=.=)", -1)) {
      types.put(entry.charAt(0), entry.substring(2));
    }
    return types;
  }

  String type() {
    return MangledText.bounded(declared().words());
  }

  private Declared declared() {
    text.enter();
    Declared type = any();
    text.leave();
    return type;
  }

  private Declared any() {
    char next = text.peek();
    String simple = SIMPLE.get(next);
    if (simple != null) {
      text.next(1);
      return plain(simple);
    }
    return switch (next) {
      case 'P' -> modified("*");
      case 'R' -> modified("&");
      case 'O' -> modified("&&");
      case 'K' -> modified(" const");
      case 'V' -> modified(" volatile");
      case 'r' -> modified(" restrict");
      case 'C' -> modified(" complex");
      case 'G' -> modified(" imaginary");
      case 'F' -> remembered(function());
      case 'A' -> remembered(array());
      case 'M' -> remembered(member());
      case 'D' -> longer();
      case 'T' -> parameter();
      case 'S' -> text.follows("St") ? named() : again();
      case 'u' -> vendor();
      default -> named();
    };
  }

  private static Declared plain(String words) {
    return new Declared(words, "", false);
  }

  private Declared remembered(Declared type) {
    text.remember(type.words());
    return type;
  }

  private Declared modified(String suffix) {
    text.next(1);
    return remembered(declared().with(suffix));
  }

  private Declared named() {
    return plain(text.remember(names.name()));
  }

  private Declared vendor() {
    text.next(1);
    return plain(text.remember(names.source()));
  }

  private Declared again() {
    String name = names.substitution();
    if (text.peek() == 'I') {
      return plain(text.remember(name + names.templateArguments()));
    }
    return plain(name);
  }

  private Declared parameter() {
    String name = text.remember(templateParameter());
    if (text.peek() == 'I') {
      return plain(text.remember(name + names.templateArguments()));
    }
    return plain(name);
  }

  /** What {@code T_} stands for. */
  String templateParameter() {
    text.expect('T');
    return text.templateArgument(text.sequence());
  }

  private Declared longer() {
    if (text.take("Dp")) {
      return declared();
    }
    boolean exception = text.take("Do");
    if (exception) {
      return remembered(function());
    }
    String type = LONGER.get(text.next(2));
    if (type == null) {
      throw new MangledText.Unreadable();
    }
    return plain(type);
  }

  private Declared function() {
    text.expect('F');
    boolean unused = text.take('Y');
    Declared result = declared();
    StringJoiner parameters = new StringJoiner(", ", "(", ")");
    while (!text.take('E')) {
      if (text.take("RE") || text.take("OE")) {
        break;
      }
      String parameter = type();
      if (!parameter.equals("void")) {
        parameters.add(parameter);
      }
    }
    return new Declared(result.left() + " ", parameters + result.right(), true);
  }

  private Declared array() {
    text.expect('A');
    String length = text.atDigit() ? String.valueOf(text.number()) : "";
    text.expect('_');
    Declared element = declared();
    return new Declared(element.left() + " ", "[" + length + "]" + element.right(), true);
  }

  private Declared member() {
    text.expect('M');
    String owner = type();
    Declared member = declared();
    return member.with((member.open() ? "" : " ") + owner + "::*");
  }

  /** A value: a number, or the address of something. */
  String literal() {
    text.expect('L');
    if (text.take("_Z")) {
      String name = names.symbol();
      while (!text.take('E')) {
        type();
      }
      return name;
    }
    String type = type();
    boolean negative = text.take('n');
    StringBuilder digits = new StringBuilder(negative ? "-" : "");
    while (!text.take('E')) {
      digits.append(text.next(1));
    }
    String value = digits.toString();
    return switch (type) {
      case "bool" -> value.equals("0") ? "false" : "true";
      case "int" -> value;
      case "unsigned int" -> value + "u";
      case "long" -> value + "l";
      case "unsigned long" -> value + "ul";
      default -> "(" + type + ")" + value;
    };
  }
}
