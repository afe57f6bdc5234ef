// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import com.google.gson.JsonObject;

/**
 * What is looked for among the cities, as peers are asked it.
 *
 * @param kind see {@link Kind}
 * @param parameters by the names that the kind's RQL gives them
 */
public record Question(Kind kind, JsonObject parameters) {

  /** So many documents are a page. */
  public static final int PAGE = 25;

  /** So many come before a deep one. */
  public static final int DEEP = 5_000;

  /** What is looked for. */
  public enum Kind {
    /** All of a name. */
    TERM("where Name = $name"),
    /** Between two latitudes. */
    RANGE("where Location.Latitude between $low and $high"),
    /** A word of the name. */
    TEXT("where search(Name, $word)"),
    /** Within 20 km of a place. */
    RADIUS(
        "where spatial.within(spatial.point(Location.Latitude, Location.Longitude),"
            + " spatial.circle(20, $latitude, $longitude, 'kilometers'))"),
    /** The first of a country by name. */
    SORT("where Country = $country order by Name"),
    /** Those of a country that come after 5,000 others. */
    DEEP_PAGE("where Country = $country order by Name");

    private final String conditions;

    Kind(String conditions) {
      this.conditions = conditions;
    }

    /** As it is asked of Porthole. */
    public String rql() {
      return "from Cities "
          + conditions
          + " limit "
          + (this == DEEP_PAGE ? DEEP + ", " : "")
          + PAGE;
    }
  }

  /** What a peer is sent. */
  public static Question of(JsonObject body) {
    return new Question(Kind.valueOf(body.get("Kind").getAsString()), body);
  }

  /** What is sent to a peer. */
  public JsonObject body() {
    JsonObject body = parameters.deepCopy();
    body.addProperty("Kind", kind.name());
    return body;
  }

  String text(String name) {
    return parameters.get(name).getAsString();
  }

  double number(String name) {
    return parameters.get(name).getAsDouble();
  }

  /** Whether every search sees all that was written before. */
  public boolean isFresh() {
    return parameters.has("Fresh");
  }
}
