// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.spatial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import porthole.indexing.internal.spatial.Geometry.Box;
import porthole.indexing.internal.spatial.Geometry.Circle;
import porthole.indexing.internal.spatial.Geometry.Line;
import porthole.indexing.internal.spatial.Geometry.Path;
import porthole.indexing.internal.spatial.Geometry.Point;
import porthole.indexing.internal.spatial.Geometry.Polygon;
import porthole.indexing.internal.spatial.Geometry.Several;

/**
 * Reads shapes. Besides the well-known text of OGC 06-103r4, clients write these:
 *
 * <pre>
 * CIRCLE(x y d=radius)     CIRCLE(y,x d=radius)     ENVELOPE(minX, maxX, maxY, minY)
 * x y                      y,x                      minX minY maxX maxY
 * </pre>
 *
 * Heights and measures are passed over. An instance reads one text.
 */
public final class ShapeParser {
  // Deeper collections would exhaust the stack.
  private static final int DEEPEST = 20;
  private static final int MOST_QUOTED = 200;

  private final String text;
  private int at;
  private int depth;

  private ShapeParser(String text) {
    this.text = text;
  }

  /**
   * Reads a shape.
   *
   * @throws SpatialException if the text is none
   */
  public static Geometry parse(String text) {
    ShapeParser parser = new ShapeParser(text);
    parser.blanks();
    Geometry shape = parser.startsWord() ? parser.shape() : parser.numbers();
    parser.blanks();
    if (parser.at < text.length()) {
      throw parser.expected("the end");
    }
    return shape;
  }

  private Geometry shape() {
    String name = word();
    dimensions();
    return switch (name) {
      case "POINT" -> empty() ? none() : inBrackets(this::point);
      case "MULTIPOINT" -> several(this::pointInOrOut);
      case "LINESTRING" -> empty() ? none() : new Line(path());
      case "MULTILINESTRING" -> several(() -> new Line(path()));
      case "POLYGON" -> empty() ? none() : polygon();
      case "MULTIPOLYGON" -> several(this::polygon);
      case "GEOMETRYCOLLECTION" -> several(this::deeper);
      case "ENVELOPE" -> inBrackets(this::envelope);
      case "CIRCLE" -> inBrackets(this::circle);
      default ->
          throw new SpatialException(
              quoted()
                  + " is no shape: POINT, LINESTRING, POLYGON, MULTI…, GEOMETRYCOLLECTION, ENVELOPE"
                  + " or CIRCLE was expected, not '"
                  + name
                  + "'.");
    };
  }

  private Geometry deeper() {
    if (++depth > DEEPEST) {
      throw new SpatialException(
          "A shape has more than " + DEEPEST + " collections in each other.");
    }
    blanks();
    Geometry shape = shape();
    depth--;
    return shape;
  }

  // As in POINT Z (1 2 3).
  private void dimensions() {
    blanks();
    int start = at;
    if (startsWord() && !List.of("Z", "M", "ZM").contains(word())) {
      at = start;
    }
  }

  private boolean empty() {
    blanks();
    if (!startsWord()) {
      return false;
    }
    if (!word().equals("EMPTY")) {
      throw expected("'(' or EMPTY");
    }
    return true;
  }

  private static Geometry none() {
    return new Several(List.of());
  }

  private Geometry several(Supplier<Geometry> part) {
    return empty() ? none() : new Several(inBrackets(() -> list(part)));
  }

  private Geometry polygon() {
    List<Path> rings = inBrackets(() -> list(this::path));
    return new Polygon(rings.get(0), rings.subList(1, rings.size()));
  }

  private Path path() {
    return Path.of(inBrackets(() -> list(this::point)));
  }

  private Point pointInOrOut() {
    blanks();
    return next('(') ? inBrackets(this::point) : point();
  }

  private Point point() {
    Point point = new Point(number(), number());
    // A height, a measure.
    blanks();
    while (startsNumber()) {
      number();
      blanks();
    }
    return point;
  }

  private Geometry envelope() {
    double minX = number();
    take(',');
    double maxX = number();
    take(',');
    double maxY = number();
    take(',');
    return new Box(minX, number(), maxX, maxY);
  }

  private Geometry circle() {
    double first = number();
    blanks();
    boolean latitudeFirst = next(',');
    if (latitudeFirst) {
      at++;
    }
    double second = number();
    blanks();
    if (!startsWord() || !List.of("D", "DISTANCE").contains(word())) {
      throw expected("d=radius");
    }
    take('=');
    double radius = number();
    if (radius < 0) {
      throw new SpatialException(quoted() + " is no circle: its radius is below 0.");
    }
    return latitudeFirst ? new Circle(second, first, radius) : new Circle(first, second, radius);
  }

  private Geometry numbers() {
    double first = number();
    blanks();
    if (next(',')) {
      at++;
      double second = number();
      return new Point(second, first);
    }
    double second = number();
    blanks();
    return at == text.length()
        ? new Point(first, second)
        : new Box(first, second, number(), number());
  }

  private <T> T inBrackets(Supplier<T> content) {
    take('(');
    T taken = content.get();
    take(')');
    return taken;
  }

  private <T> List<T> list(Supplier<? extends T> element) {
    List<T> elements = new ArrayList<>();
    do {
      elements.add(element.get());
      blanks();
    } while (next(',') && at++ >= 0);
    return elements;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean next(char symbol) {
    return at < text.length() && text.charAt(at) == symbol;
  }

  private void take(char symbol) {
    blanks();
    if (!next(symbol)) {
      throw expected("'" + symbol + "'");
    }
    at++;
  }

  private boolean startsWord() {
    return at < text.length() && Character.isLetter(text.charAt(at));
  }

  private String word() {
    int start = at;
    while (startsWord()) {
      at++;
    }
    return text.substring(start, at).toUpperCase(Locale.ROOT);
  }

  private boolean startsNumber() {
    return at < text.length() && "+-.0123456789".indexOf(text.charAt(at)) >= 0;
  }

  private double number() {
    blanks();
    int start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      double number = Double.parseDouble(text.substring(start, at));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    at = start;
    throw expected("a number");
  }

  private SpatialException expected(String what) {
    return new SpatialException(
        quoted() + " is no shape: " + what + " was expected at character " + (at + 1) + ".");
  }

  private String quoted() {
    return "'" + (text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "…") + "'";
  }
}
