// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import porthole.benchmarks.indexing.peer.DataSet;
import porthole.benchmarks.indexing.peer.Question;
import porthole.benchmarks.indexing.peer.Question.Kind;

/** Draws questions about documents that there are. */
final class Questions {
  private static final int EACH = 500;
  private static final double RANGE_DEGREES = 0.02;
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{4,}");

  private final List<JsonObject> cities = new ArrayList<>();
  private final List<String> largeCountries = new ArrayList<>();
  private final Random random;

  Questions(List<DataSet.Line> lines, Random random) {
    this.random = random;
    Map<String, Integer> sizes = new HashMap<>();
    for (DataSet.Line line : lines) {
      JsonObject city = JsonParser.parseString(line.json()).getAsJsonObject();
      cities.add(city);
      sizes.merge(city.get("Country").getAsString(), 1, Integer::sum);
    }
    sizes.entrySet().stream()
        .filter(size -> size.getValue() >= Question.DEEP + Question.PAGE)
        .map(Map.Entry::getKey)
        .sorted()
        .forEach(largeCountries::add);
  }

  /** Whether there is enough to ask that. */
  boolean has(Kind kind) {
    return kind != Kind.DEEP_PAGE || !largeCountries.isEmpty();
  }

  /** Some of that kind, always the same ones. */
  List<Question> of(Kind kind) {
    List<Question> questions = new ArrayList<>();
    while (questions.size() < EACH) {
      JsonObject parameters = parameters(kind, cities.get(random.nextInt(cities.size())));
      if (parameters.size() > 0) {
        questions.add(new Question(kind, parameters));
      }
    }
    return questions;
  }

  private JsonObject parameters(Kind kind, JsonObject city) {
    JsonObject parameters = new JsonObject();
    JsonObject place = city.getAsJsonObject("Location");
    switch (kind) {
      case TERM -> parameters.add("name", city.get("Name"));
      case RANGE -> {
        double low = place.get("Latitude").getAsDouble();
        parameters.addProperty("low", low);
        parameters.addProperty("high", low + RANGE_DEGREES);
      }
      case TEXT ->
          WORD.matcher(city.get("Name").getAsString())
              .results()
              .findFirst()
              .ifPresent(word -> parameters.addProperty("word", word.group()));
      case RADIUS -> {
        parameters.add("latitude", place.get("Latitude"));
        parameters.add("longitude", place.get("Longitude"));
      }
      case SORT -> parameters.add("country", city.get("Country"));
      case DEEP_PAGE -> {
        int drawn = random.nextInt(largeCountries.size());
        parameters.addProperty("country", largeCountries.get(drawn));
      }
    }
    return parameters;
  }
}
