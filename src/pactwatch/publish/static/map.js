// The moving map of incidents. Without this script the drawn map stands in its place.
(function () {
  "use strict";
  var box = document.getElementById("map");
  var drawn = document.getElementById("map-drawn");
  if (!box || !window.maplibregl) return;
  var style = getComputedStyle(document.documentElement);
  var colour = function (name) { return style.getPropertyValue("--" + name).trim(); };
  var read = function (address) {
    return fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(address + ": " + answer.status);
      return answer.json();
    });
  };

  Promise.all([read(box.dataset.places), read(box.dataset.incidents), read(box.dataset.context)]).then(function (data) {
    var places = data[0], incidents = data[1], context = data[2];
    if (!incidents.features.length) return;
    // Hundreds of incidents in one place should show as many, and leave the towns readable.
    var many = incidents.features.length > 200, strong = many ? 0.6 : 0.85;
    box.hidden = false;
    var map;
    try {
      map = new maplibregl.Map({
        container: box,
        style: {
          version: 8,
          sources: {
            places: { type: "geojson", data: places },
            context: { type: "geojson", data: context },
            incidents: { type: "geojson", data: incidents }
          },
          layers: [
            { id: "ground", type: "background", paint: { "background-color": colour("wash") } },
            { id: "zones", type: "fill", source: "context", filter: ["all", ["==", ["get", "kind"], "zone"], ["in", "Polygon", ["geometry-type"]]],
              paint: { "fill-color": colour("accent"), "fill-opacity": 0.08 } },
            { id: "zone-edges", type: "line", source: "context", filter: ["==", ["get", "kind"], "zone"],
              paint: { "line-color": colour("accent"), "line-opacity": 0.6, "line-width": 1.2, "line-dasharray": [4, 2] } },
            { id: "lines", type: "line", source: "context", filter: ["==", ["get", "kind"], "line"],
              paint: { "line-color": colour("ink"), "line-opacity": 0.7, "line-width": 2 } },
            { id: "towns", type: "circle", source: "places", paint: { "circle-color": colour("line-strong"), "circle-opacity": 0.7,
              "circle-radius": ["interpolate", ["linear"], ["get", "size"], 3, 1, 5, 2.2, 7, 5] } },
            { id: "regions", type: "circle", source: "incidents", filter: ["!", ["get", "exact"]],
              paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 5, ["match", ["get", "precision"], "region", 12, 6], 9, ["match", ["get", "precision"], "region", 30, 14]],
                "circle-opacity": 0, "circle-stroke-color": colour("bad"), "circle-stroke-opacity": strong, "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 5, many ? 1.2 : 2.2, 9, 2.5] } },
            { id: "settlements", type: "circle", source: "incidents", filter: ["get", "exact"],
              paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 5, many ? 3 : 6, 9, 7], "circle-color": colour("bad"), "circle-opacity": strong, "circle-stroke-color": colour("paper"), "circle-stroke-width": many ? 0.8 : 1.5 } }
          ]
        },
        bounds: [places.bbox.slice(0, 2), places.bbox.slice(2)],
        attributionControl: false, dragRotate: false, pitchWithRotate: false, cooperativeGestures: true
      });
    } catch (error) {
      box.hidden = true;
      return;
    }
    drawn.hidden = true;
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
    places.features.filter(function (place) { return place.properties.label; }).forEach(function (place) {
      var name = document.createElement("span");
      name.className = "town";
      name.textContent = place.properties.name;
      new maplibregl.Marker({ element: name, anchor: "left", offset: [5, 0] }).setLngLat(place.geometry.coordinates).addTo(map);
    });
    ["settlements", "regions"].forEach(function (layer) {
      map.on("mouseenter", layer, function () { map.getCanvas().style.cursor = "pointer"; });
      map.on("mouseleave", layer, function () { map.getCanvas().style.cursor = ""; });
    });
    map.on("click", function (event) {
      var found = map.queryRenderedFeatures(event.point, { layers: ["settlements", "regions"] });
      var list = document.createElement("div");
      if (!found.length) {
        var seen = map.queryRenderedFeatures(event.point, { layers: ["lines", "zones", "zone-edges"] });
        if (!seen.length) return;
        new Set(seen.map(function (feature) { return feature.properties.title; })).forEach(function (title) {
          var line = document.createElement("p");
          line.textContent = title;
          list.append(line);
        });
      }
      found.slice(0, 8).forEach(function (feature) {
        var line = document.createElement("p"), link = document.createElement("a");
        link.href = feature.properties.address;
        link.textContent = feature.properties.title;
        line.append(link, " – " + feature.properties.date + "; " + feature.properties.where);
        list.append(line);
      });
      if (found.length > 8) list.append("and " + (found.length - 8) + " more here");
      new maplibregl.Popup({ maxWidth: "20rem" }).setLngLat(event.lngLat).setDOMContent(list).addTo(map);
    });
  }).catch(function (error) {
    console.error(error);
    box.hidden = true;
    drawn.hidden = false;
  });
})();
