/// A small dense matrix of row after row, as matrix-analytic methods need it.
struct DenseMatrix: Sendable {
  let rows: Int
  let columns: Int
  var values: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = [Double](repeating: 0, count: rows * columns)
  }

  static func identity(_ count: Int) -> DenseMatrix {
    var result = DenseMatrix(rows: count, columns: count)
    for i in 0..<count { result[i, i] = 1 }
    return result
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  static func + (a: DenseMatrix, b: DenseMatrix) -> DenseMatrix {
    var result = a
    for i in result.values.indices { result.values[i] += b.values[i] }
    return result
  }

  static func - (a: DenseMatrix, b: DenseMatrix) -> DenseMatrix {
    var result = a
    for i in result.values.indices { result.values[i] -= b.values[i] }
    return result
  }

  static func * (a: DenseMatrix, b: DenseMatrix) -> DenseMatrix {
    precondition(a.columns == b.rows, "the columns of the first are the rows of the second")
    var result = DenseMatrix(rows: a.rows, columns: b.columns)
    for i in 0..<a.rows {
      for k in 0..<a.columns {
        let factor = a[i, k]
        guard factor != 0 else { continue }
        let (from, to) = (k * b.columns, i * b.columns)
        for j in 0..<b.columns { result.values[to + j] += factor * b.values[from + j] }
      }
    }
    return result
  }

  /// The row vector `row` times this.
  func multiplied(byRow row: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: columns)
    for i in 0..<rows where row[i] != 0 {
      for j in 0..<columns { result[j] += row[i] * self[i, j] }
    }
    return result
  }

  /// X with this · X = `right`, by Gaussian elimination with partial pivots. This matrix is square and not singular.
  func solving(_ right: DenseMatrix) -> DenseMatrix {
    var (a, x) = (self, right)
    let n = rows
    for column in 0..<n {
      var pivot = column
      for row in column..<n where abs(a[row, column]) > abs(a[pivot, column]) { pivot = row }
      if pivot != column {
        for j in 0..<n { a.values.swapAt(column * n + j, pivot * n + j) }
        for j in 0..<x.columns { x.values.swapAt(column * x.columns + j, pivot * x.columns + j) }
      }
      let scale = 1 / a[column, column]
      for row in (column + 1)..<max(n, column + 1) {
        let factor = a[row, column] * scale
        guard factor != 0 else { continue }
        for j in column..<n { a[row, j] -= factor * a[column, j] }
        for j in 0..<x.columns { x[row, j] -= factor * x[column, j] }
      }
    }
    for row in stride(from: n - 1, through: 0, by: -1) {
      let scale = 1 / a[row, row]
      for j in 0..<x.columns {
        var sum = x[row, j]
        for k in (row + 1)..<max(n, row + 1) { sum -= a[row, k] * x[k, j] }
        x[row, j] = sum * scale
      }
    }
    return x
  }
}
