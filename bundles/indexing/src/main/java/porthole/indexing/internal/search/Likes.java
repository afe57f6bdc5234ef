// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Parameter;
import porthole.indexing.internal.similar.Choice;
import porthole.indexing.internal.similar.Example;
import porthole.indexing.internal.similar.LikeQuery;
import porthole.indexing.internal.value.Json;
import porthole.storage.api.Folding;

/** Makes Lucene queries of {@code moreLikeThis(example, options)}. For one query. */
final class Likes {
  private final IndexFields fields;
  private final Operands operands;
  private final Function<String, @Nullable Map<String, @Nullable Object>> documents;

  Likes(
      IndexFields fields,
      Operands operands,
      Function<String, @Nullable Map<String, @Nullable Object>> documents) {
    this.fields = fields;
    this.operands = operands;
    this.documents = documents;
  }

  /**
   * What finds what is like an example.
   *
   * @param conditions translates the example's, where it is an entry
   */
  Query translate(Call call, Function<Expression, Query> conditions) {
    List<Expression> arguments = call.arguments();
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw new QueryException(
          "moreLikeThis() takes an example and options; it was given "
              + arguments.size()
              + " arguments.");
    }
    Options options = Options.of(arguments.size() == 2 ? operands.value(arguments.get(1)) : null);
    Expression example = arguments.get(0);
    boolean isValue = example instanceof Literal || example instanceof Parameter;
    return new LikeQuery(
        isValue ? values(operands.value(example)) : new Example.Entry(conditions.apply(example)),
        fields(options.texts("Fields")),
        choice(options));
  }

  private static Example values(@Nullable Object document) {
    if (document instanceof Map<?, ?> object) {
      return new Example.Values(Options.of(object).all());
    }
    try {
      return new Example.Values(Json.object(String.valueOf(document).getBytes(UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new QueryException(
          "moreLikeThis() takes a condition or a document in JSON, not '" + document + "'.");
    }
  }

  private List<FieldPlan> fields(List<String> named) {
    Collection<String> names = named.isEmpty() ? fields.names() : named;
    List<FieldPlan> plans = names.stream().map(fields::plain).toList();
    if (plans.isEmpty()) {
      throw new QueryException("moreLikeThis() needs the option 'Fields' here.");
    }
    return plans;
  }

  private Choice choice(Options options) {
    String stopWords = options.text("StopWordsDocumentId");
    return new Choice(
        options.count("MinimumTermFrequency", 2),
        options.count("MinimumDocumentFrequency", 5),
        options.count("MaximumDocumentFrequency", Integer.MAX_VALUE),
        options.count("MaximumDocumentFrequencyPercentage", 100),
        options.count("MinimumWordLength", 0),
        options.count("MaximumWordLength", 0),
        options.count("MaximumNumberOfTokensParsed", 5_000),
        Math.min(1_000, options.count("MaximumQueryTerms", 25)),
        options.flag("Boost") ? (float) options.number("BoostFactor", 1) : 0,
        stopWords == null ? Set.of() : stopWords(stopWords));
  }

  private Set<String> stopWords(String id) {
    Map<String, @Nullable Object> document = documents.apply(id);
    if (document == null) {
      throw new QueryException("There is no document '" + id + "' with stop words.");
    }
    return Options.of(document).texts("StopWords").stream()
        .map(Folding::fold)
        .collect(Collectors.toSet());
  }
}
