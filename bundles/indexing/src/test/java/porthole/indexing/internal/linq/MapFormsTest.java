// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import porthole.indexing.internal.function.BoostedValue;
import porthole.indexing.internal.function.DynamicField;
import porthole.indexing.internal.function.SpatialValue;

class MapFormsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from o in docs.Orders select new { o.company }            | [Orders] | [company]
          docs.Orders.Select(o => new { Name = o.company, n = 1 })  | [Orders] | [Name, n]
          from o in docs select new { o.a, o.b.c };                 | []       | [a, c]
          docs.Select(o => new { o.a, })                            | []       | [a]
          docs["Big Orders"].Select(o => new { o.a })               | [Big Orders] | [a]
          docs.WhereEntityIs("Orders").Select(o => new { o.a })     | [Orders] | [a]
          docs.Orders.Where(o => o.paid).Select(o => new { o.a })   | [Orders] | [a]
          docs.Orders.Select(o => new { o.a }).Where(x => x.a != 1) | [Orders] | [a]
          docs.Orders.SelectMany(o => o.lines.Select(l => new { l.q })) | [Orders] | [q]
          docs.Orders.SelectMany(o => o.lines, (o, l) => new { o.a, l.q }) | [Orders] | [a, q]
          from o in docs.Orders.Where(x => true) from l in o.lines select new { l.q } | [Orders] | [q]
          from o in docs.Orders select o.paid ? new { x = 1 } : new { y = 2 } | [Orders] | [x, y]
          from o in docs.Orders select new { o.a, _ = CreateField(o.b, 1) } | [Orders] | [a]
          from o in docs.Orders select new Result { A = o.a }       | [Orders] | [A]
          Enumerable.Select(docs.Orders, o => new { o.a })          | [Orders] | [a]
          """)
  void sayTheirCollectionsAndFields(String map, String collections, String fields) {
    LinqMap compiled = LinqMap.of("map", map);
    assertThat(compiled.collections().toString()).isEqualTo(collections);
    assertThat(compiled.fields().toString()).isEqualTo(fields);
  }

  @Test
  void canBeOfSeveralCollections() {
    assertThat(
            LinqMap.of("map", "from x in docs.WhereEntityIs(\"A\", \"B\") select new { x.n }")
                .collections())
        .isEqualTo(Set.of("A", "B"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          from o in docs.Orders where o.count > 99 select new { o.count }       | []
          from o in docs.Orders where o.paid from l in o.lines where l.quantity > 1 let t = l.quantity * l.price select new { l.product, t } | [{product=p/1, t=4.5}, {product=p/2, t=8}]
          from o in docs.Orders from t in o.tags.Distinct() select new { t }    | [{t=red}, {t=Blue}]
          from o in docs.Orders from x in o.unknown select new { x }            | []
          docs.Orders.SelectMany(o => o.lines, (o, l) => new { o, l }).Where(x => x.l.quantity == 2).Select(y => new { y.o.company, y.l.product }) | [{company=Café Olé, product=p/2}]
          docs.Orders.SelectMany(o => o.lines.Select(l => new { l.product })).Distinct() | [{product=p/1}, {product=p/2}]
          from o in docs.Orders select new { o.address.city, City = o.address } | [{city=Lyon, City={city=Lyon, zip=69001}}]
          from o in docs.Orders let x = o.lines.Select(l => l.price) let y = x.Max() select new { y, x } | [{y=4, x=[1.5, 4, 1.5]}]
          from o in (from i in docs.Orders select new { i.count, two = 2 }) select new { s = o.count + o.two } | [{s=9}]
          """)
  void makeEntries(String map, String entries) {
    assertThat(Samples.entries(map).toString()).isEqualTo(entries);
  }

  @Test
  void readNamesThatTheCompilerOfCSharpMadeUp() {
    String map =
        """
        docs.Orders.SelectMany(o => o.lines, (o, line) => new {
            o = o,
            line = line
        }).Select(this0 => new {
            this0 = this0,
            price = ((double)(this0.line.price ?? 0))
        }).Select(this1 => new {
            id = Id(this1.this0.o),
            total = this1.price * this1.this0.line.quantity
        })""";
    assertThat(Samples.entries(map)).first().hasToString("{id=orders/1-A, total=4.5}");
  }

  @Test
  void knowADocumentsMetadata() {
    Map<String, @Nullable Object> entry =
        Samples.entry(
            """
            from o in docs.Orders
            let m = MetadataFor(o)
            select new {
              id = Id(o), alsoId = o.Id, collection = m["@collection"],
              year = m.Value<DateTime>("@last-modified").Year,
              sameCollection = o["@metadata"]["@collection"] == AsJson(o)["@metadata"].Value("@collection"),
              counters = CounterNamesFor(o), series = TimeSeriesNamesFor(o)
            }""");
    assertThat(entry)
        .hasToString(
            "{id=orders/1-A, alsoId=orders/1-A, collection=Orders, year=2026,"
                + " sameCollection=true, counters=[likes], series=[]}");
  }

  @Test
  void loadOtherDocuments() {
    Map<String, @Nullable Object> entry =
        Samples.entry(
            """
            docs.Orders.Select(o => new {
              one = this.LoadDocument<Company>("companies/" + o.count, "Companies").name,
              many = LoadDocument(new[] { "a", "b" }, "Things").Select(x => x.name),
              none = LoadDocument("none/1", "Things").name,
              nothing = LoadDocument(o.note, "Things") == null
            })""");
    assertThat(entry)
        .hasToString(
            "{one=companies/7 of Companies, many=[a of Things, b of Things], nothing=true}");
  }

  @Test
  void makeFieldsWithNamesOfTheirOwn() {
    Map<String, @Nullable Object> entry =
        Samples.entry(
            """
            from o in docs.Orders select new {
              _ = o.attributes.Select(a => CreateField(a.Key, a.Value)),
              __ = CreateField("x", o.count, true, false),
              ___ = this.CreateField("y", 1, new CreateFieldOptions { Storage = FieldStorage.Yes, Indexing = FieldIndexing.Search })
            }""");
    assertThat(entry)
        .containsEntry(
            "_",
            List.of(
                new DynamicField("Color", "green", null, null),
                new DynamicField("Size", 42L, null, null)))
        .containsEntry("__", new DynamicField("x", 7L, true, false))
        .containsEntry("___", new DynamicField("y", 1L, true, true));
  }

  @Test
  void makePlacesAndShapes() {
    Map<String, @Nullable Object> entry =
        Samples.entry(
            """
            docs.Orders.Select(o => new {
              point = this.CreateSpatialField(((double?) o.freight), ((double ? )((double)(o.count)))),
              shape = CreateSpatialField("POINT(1 2)"),
              nowhere = CreateSpatialField(o.unknown, o.count)
            })""");
    assertThat(entry)
        .containsEntry("point", new SpatialValue.Point(12.5, 7))
        .containsEntry("shape", new SpatialValue.Shape("POINT(1 2)"))
        .containsEntry("nowhere", null);
  }

  @Test
  void makeSomeValuesCountMore() {
    assertThat(Samples.value("o.company.Boost(10)"))
        .containsEntry("v", new BoostedValue("Café Olé", 10));
    assertThat(Samples.value("o.unknown.Boost(10)")).isEmpty();
  }

  @Test
  void leaveTheDocumentAsItWas() {
    Map<String, @Nullable Object> document = Samples.order();
    LinqMap.of("map", "from o in docs.Orders select new { o, o.tags, x = new { o.unknown } }")
        .entries(document, Samples.LOADER);
    assertThat(document).isEqualTo(Samples.order());
  }
}
