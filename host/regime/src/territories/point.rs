//! Points on the map, and how far they are apart.

/// A point on the map (WGS 84), in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// North of the equator; negative south of it.
    pub lat: f64,
    /// East of Greenwich; negative west of it.
    pub lon: f64,
}

/// The mean radius of the earth, in metres.
const RADIUS: f64 = 6_371_008.8;

impl Point {
    /// How far another point is, in metres over the surface of a sphere (the haversine formula): right to half a per cent.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let (lat, other_lat) = (self.lat.to_radians(), other.lat.to_radians());
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let h = half(other_lat - lat) + lat.cos() * other_lat.cos() * half((other.lon - self.lon).to_radians());
        2.0 * RADIUS * h.clamp(0.0, 1.0).sqrt().asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point { lat, lon }
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let degree = RADIUS.to_radians();
        let cases = [
            (point(40.38, 49.85), point(40.38, 49.85), 0.0),
            (point(0.0, 0.0), point(1.0, 0.0), degree),
            (point(0.0, 179.5), point(0.0, -179.5), degree),
            (point(60.0, 0.0), point(60.0, 1.0), degree / 2.0),
            (point(90.0, 0.0), point(-90.0, 0.0), 180.0 * degree),
            (point(55.796, 49.106), point(55.755, 37.617), 719_000.0),
        ];
        for (a, b, metres) in cases {
            let distance = a.distance(b);
            assert!((distance - metres).abs() <= metres * 0.005 && distance == b.distance(a), "{a:?} {b:?} {distance} {metres}");
        }
    }
}
