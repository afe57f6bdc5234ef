// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.internal.facet.Facet.Measure;
import porthole.indexing.internal.facet.Facet.Measured;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.Conditions;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.Options;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.search.SmallIndex;
import porthole.indexing.internal.search.StopSignal;
import porthole.indexing.internal.value.Json;

class FacetsTest {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final String SETUP =
      """
      {"Facets": [
        {"FieldName": "product", "DisplayFieldName": "what",
         "Options": {"termSortMode": "CountDesc"},
         "Aggregations": {"Max": [{"Name": "total", "DisplayName": null}], "Min": ["total"]}}],
       "RangeFacets": [{"Ranges": ["total < 5.5", "total >= 5.5 and total <= 9"]}]}
      """;

  private final SmallIndex index =
      new SmallIndex(
          List.of("product", "currency", "total", "tags", "about"),
          List.of(
              "{\"product\": \"Milk\", \"currency\": \"EUR\", \"total\": 3, \"tags\": [\"a\", \"b\", \"a\"], \"about\": \"fresh cold milk\"}",
              "{\"product\": \"Milk\", \"currency\": \"NIS\", \"total\": 9.5, \"tags\": [\"b\"], \"about\": \"cold milk\"}",
              "{\"product\": \"iPhone\", \"currency\": \"EUR\", \"total\": 3333, \"tags\": [], \"about\": \"milk it\"}",
              "{\"product\": null, \"currency\": \"\", \"total\": null}"));

  private JsonArray count(String query, Map<String, @Nullable Object> parameters) {
    RqlQuery parsed = RqlParser.parse(query);
    Operands operands = new Operands(null, parameters);
    Facets facets =
        new Facets(
            index,
            operands,
            id -> id.equals("facets/1") ? Json.object(SETUP.getBytes(UTF_8)) : null);
    Query found =
        parsed.where() == null
            ? new MatchAllDocsQuery()
            : new Conditions(index, operands).translate(parsed.where());
    return count(facets.read((Selection.Fields) parsed.selection()), found);
  }

  private JsonArray count(FacetCounts counts, Query found) {
    StopSignal stop = new StopSignal(() -> 0, Duration.ofSeconds(1));
    return JSON.toJsonTree(counts.count(index.reader(), found, stop)).getAsJsonArray();
  }

  private static JsonArray json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonArray();
  }

  /** The values of the only facet, in short: {@code range=count}. */
  private String values(String select, Map<String, @Nullable Object> parameters) {
    StringBuilder values = new StringBuilder();
    count("from x select " + select, parameters)
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("Values")
        .forEach(
            value ->
                values
                    .append(values.isEmpty() ? "" : " ")
                    .append(value.getAsJsonObject().get("Range").getAsString())
                    .append('=')
                    .append(value.getAsJsonObject().get("Count").getAsInt()));
    return values.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "facet(product)                                   | NULL_VALUE=1 iphone=1 milk=2",
        "facet(currency)                                  | EMPTY_STRING=1 eur=2 nis=1",
        "facet(tags)                                      | a=1 b=2",
        "facet(nothing)                                   | ''",
        "facet(product, $countDesc)                       | milk=2 NULL_VALUE=1 iphone=1",
        "facet(product, $second)                          | iphone=1",
        "facet(total < 10, total >= $ten)                 | total < 10=2 total >= 10=1",
        "facet(total between 3 and 9.5, total > 1e9)      | total between 3 and 9.5=2 total > 1.0E9=0",
        "facet(product < 'm', product >= 'M' and product < 'z') | product < 'm'=1 product >= 'M' and product < 'z'=2",
        "facet(count())                                   | @AllResults=4",
      })
  void countsByValuesAndRanges(String select, String values) {
    Map<String, @Nullable Object> parameters =
        Map.of(
            "ten", 10L,
            "countDesc", Map.of("TermSortMode", "CountDesc"),
            "second", Map.of("start", 1L, "pageSize", 1L));
    assertThat(values(select, parameters)).isEqualTo(values);
  }

  @Test
  void countsOnlyWhatIsFound() {
    assertThat(count("from x where currency = 'EUR' select facet(product) as p", Map.of()))
        .isEqualTo(
            json(
                "[{'Name': 'p', 'Values': [{'Range': 'iphone', 'Count': 1}, {'Range': 'milk', 'Count': 1}],"
                    + " 'RemainingTerms': [], 'RemainingTermsCount': 0, 'RemainingHits': 0}]"));
  }

  @Test
  void worksOutWhatIsAskedOncePerFieldAndName() {
    assertThat(
            count(
                "from x where product = 'milk' select facet(product, sum(total), avg(total), sum(total) as T, max(total) as T)",
                Map.of()))
        .isEqualTo(
            json(
                "[{'Name': 'product', 'Values': ["
                    + "{'Name': 'total', 'Range': 'milk', 'Count': 2, 'Sum': 12.5, 'Average': 6.25},"
                    + "{'Name': 'T', 'Range': 'milk', 'Count': 2, 'Sum': 12.5, 'Max': 9.5}],"
                    + " 'RemainingTerms': [], 'RemainingTermsCount': 0, 'RemainingHits': 0}]"));
  }

  @Test
  void saysWhatRemainsAfterThePage() {
    Map<String, @Nullable Object> options = Map.of("PageSize", 1L, "IncludeRemainingTerms", true);
    assertThat(count("from x select facet(product, $o)", Map.of("o", options)))
        .isEqualTo(
            json(
                "[{'Name': 'product', 'Values': [{'Range': 'NULL_VALUE', 'Count': 1}],"
                    + " 'RemainingTerms': ['iphone', 'milk'], 'RemainingTermsCount': 2, 'RemainingHits': 3}]"));
  }

  @Test
  void readsFacetsOfADocument() {
    assertThat(count("from x select facet(id('facets/1'))", Map.of()))
        .isEqualTo(
            json(
                "[{'Name': 'what', 'Values': ["
                    + "{'Name': 'total', 'Range': 'milk', 'Count': 2, 'Min': 3.0, 'Max': 9.5},"
                    + "{'Name': 'total', 'Range': 'NULL_VALUE', 'Count': 1},"
                    + "{'Name': 'total', 'Range': 'iphone', 'Count': 1, 'Min': 3333.0, 'Max': 3333.0}],"
                    + " 'RemainingTerms': [], 'RemainingTermsCount': 0, 'RemainingHits': 0},"
                    + "{'Name': 'total', 'Values': [{'Range': 'total < 5.5', 'Count': 1},"
                    + "{'Range': 'total >= 5.5 and total <= 9', 'Count': 0}],"
                    + " 'RemainingTerms': [], 'RemainingTermsCount': 0, 'RemainingHits': 0}]"));
  }

  @Test
  void countsWordsOfAFieldThatHasWords() {
    Facet facet =
        new Facet(
            "words",
            index.words("about"),
            List.of(),
            List.of(new Measured("total", index.plain("total"), Set.of(Measure.SUM))),
            Facet.Page.of(Options.of(null)));
    assertThat(count(new FacetCounts(List.of(facet)), new MatchAllDocsQuery()).get(0))
        .isEqualTo(
            json("[{'Name': 'words', 'Values': ["
                    + "{'Name': 'total', 'Range': 'cold', 'Count': 2, 'Sum': 12.5},"
                    + "{'Name': 'total', 'Range': 'fresh', 'Count': 1, 'Sum': 3.0},"
                    + "{'Name': 'total', 'Range': 'it', 'Count': 1, 'Sum': 3333.0},"
                    + "{'Name': 'total', 'Range': 'milk', 'Count': 3, 'Sum': 3345.5}],"
                    + " 'RemainingTerms': [], 'RemainingTermsCount': 0, 'RemainingHits': 0}]")
                .get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "facet(product), total                | facets or values",
        "facet(product, currency)             | one field",
        "facet(product, total < 3)            | a field or ranges",
        "facet(total < 3, currency < 'a')     | ranges of one field",
        "facet(product, median(total))        | not median()",
        "facet(product, sum(total, tax))      | takes a field",
        "facet(id('facets/2'))                | no document 'facets/2'",
        "facet(product, $o)                   | TermSortMode",
      })
  void saysWhatIsWrong(String select, String message) {
    assertThatThrownBy(
            () -> count("from x select " + select, Map.of("o", Map.of("TermSortMode", "Up"))))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining(message);
  }
}
