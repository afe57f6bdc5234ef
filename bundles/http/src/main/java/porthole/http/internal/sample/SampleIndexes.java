// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.sample;

import java.util.List;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexFieldOptions;

/** The indexes of the sample data. */
final class SampleIndexes {
  private static final String TOTAL =
      "order.Lines.Sum(l => l.Quantity * l.PricePerUnit * (1 - l.Discount))";

  private SampleIndexes() {}

  static List<IndexDefinition> definitions() {
    return List.of(totals(), byCompany(), byPlace(), search());
  }

  private static IndexDefinition index(String name, String map) {
    IndexDefinition index = new IndexDefinition();
    index.name = name;
    index.maps = List.of(map);
    return index;
  }

  private static IndexDefinition totals() {
    return index(
        "Orders/Totals",
        "from order in docs.Orders select new { order.Employee, order.Company, Total = "
            + TOTAL
            + " }");
  }

  private static IndexDefinition byCompany() {
    IndexDefinition index =
        index(
            "Orders/ByCompany",
            "from order in docs.Orders select new { order.Company, Count = 1, Total = "
                + TOTAL
                + " }");
    index.reduce =
        "from result in results group result by result.Company into g select new { Company ="
            + " g.Key, Count = g.Sum(x => x.Count), Total = g.Sum(x => x.Total) }";
    return index;
  }

  private static IndexDefinition byPlace() {
    return index(
        "Orders/ByShipment/Location",
        "from order in docs.Orders where order.ShipTo.Location != null select new {"
            + " order.Employee, order.Company, ShipmentLocation ="
            + " CreateSpatialField(order.ShipTo.Location.Latitude,"
            + " order.ShipTo.Location.Longitude) }");
  }

  private static IndexDefinition search() {
    IndexDefinition index =
        index(
            "Product/Search",
            "from product in docs.Products select new { product.Name, product.Category,"
                + " product.Supplier, product.PricePerUnit }");
    IndexFieldOptions name = new IndexFieldOptions();
    name.indexing = IndexFieldOptions.Indexing.SEARCH;
    name.suggestions = true;
    index.fields.put("Name", name);
    return index;
  }
}
