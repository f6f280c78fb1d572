package io.micms.local.demo;

import java.util.List;

/** Something the shop sells, with its price in rupees. */
record Product(String sku, String name, String category, int price) {

    static final List<Product> ASSORTMENT = List.of(
            new Product("SH-1", "Trail shoe", "Shoes", 3499),
            new Product("SH-2", "Canvas sneaker", "Shoes", 1499),
            new Product("SH-3", "Kolhapuri chappal", "Shoes", 899),
            new Product("SH-4", "Leather boot", "Shoes", 4999),
            new Product("CL-1", "Cotton kurta", "Clothing", 1199),
            new Product("CL-2", "Linen shirt", "Clothing", 1799),
            new Product("CL-3", "Silk saree", "Clothing", 6499),
            new Product("CL-4", "Denim jacket", "Clothing", 2999),
            new Product("CL-5", "Plain T-shirt", "Clothing", 499),
            new Product("EL-1", "Wireless earbuds", "Electronics", 2499),
            new Product("EL-2", "Power bank", "Electronics", 1299),
            new Product("EL-3", "Smart watch", "Electronics", 5999),
            new Product("EL-4", "Desk lamp", "Electronics", 999),
            new Product("HO-1", "Brass diya set", "Home", 649),
            new Product("HO-2", "Block-print bedsheet", "Home", 1599),
            new Product("HO-3", "Steel bottle", "Home", 399),
            new Product("HO-4", "Scented candle", "Home", 349),
            new Product("BE-1", "Sandalwood soap", "Beauty", 149),
            new Product("BE-2", "Face serum", "Beauty", 799),
            new Product("BE-3", "Hair oil", "Beauty", 299),
            new Product("SP-1", "Cricket bat", "Sports", 2199),
            new Product("SP-2", "Yoga mat", "Sports", 899),
            new Product("SP-3", "Badminton set", "Sports", 1399),
            new Product("GR-1", "Darjeeling tea", "Groceries", 449),
            new Product("GR-2", "Filter coffee", "Groceries", 399),
            new Product("GR-3", "Dry fruit box", "Groceries", 1099));
}
