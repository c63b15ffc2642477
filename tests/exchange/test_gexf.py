"""GEXF as Gephi reads it: its structure, its time, its colours."""

import io
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from talion.exchange.network_files import write
from talion.network import to_networkx
from talion.store import View

if TYPE_CHECKING:
    from networkx import MultiDiGraph

NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}

#: What GEXF 1.3 (gexf.net, CC BY 4.0) allows of what we write, in a schema of our own.
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="http://gexf.net/1.3" xmlns="http://gexf.net/1.3">
<xs:simpleType name="edge"><xs:restriction base="xs:string"><xs:enumeration value="directed"/>
 <xs:enumeration value="undirected"/><xs:enumeration value="mutual"/></xs:restriction>
 </xs:simpleType>
<xs:simpleType name="kind"><xs:restriction base="xs:string"><xs:enumeration value="string"/>
 <xs:enumeration value="long"/><xs:enumeration value="double"/><xs:enumeration value="boolean"/>
 </xs:restriction></xs:simpleType>
<xs:complexType name="values"><xs:sequence>
 <xs:element name="attvalue" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
  <xs:attribute name="for" type="xs:string" use="required"/>
  <xs:attribute name="value" type="xs:string" use="required"/></xs:complexType></xs:element>
 </xs:sequence></xs:complexType>
<xs:complexType name="spells"><xs:sequence>
 <xs:element name="spell" maxOccurs="unbounded"><xs:complexType>
  <xs:attribute name="start" type="xs:date"/><xs:attribute name="end" type="xs:date"/>
 </xs:complexType></xs:element></xs:sequence></xs:complexType>
<xs:group name="inside"><xs:sequence>
 <xs:element name="attvalues" type="values" minOccurs="0"/>
 <xs:element name="spells" type="spells" minOccurs="0"/>
 <xs:any namespace="http://gexf.net/1.3/viz" processContents="skip" minOccurs="0"
  maxOccurs="unbounded"/></xs:sequence></xs:group>
<xs:element name="gexf"><xs:complexType><xs:sequence><xs:element name="graph"><xs:complexType>
 <xs:sequence>
  <xs:element name="attributes" minOccurs="0" maxOccurs="2"><xs:complexType><xs:sequence>
   <xs:element name="attribute" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
    <xs:attribute name="id" type="xs:string" use="required"/>
    <xs:attribute name="title" type="xs:string" use="required"/>
    <xs:attribute name="type" type="kind" use="required"/></xs:complexType></xs:element>
   </xs:sequence><xs:attribute name="class" use="required"><xs:simpleType>
    <xs:restriction base="xs:string"><xs:enumeration value="node"/><xs:enumeration value="edge"/>
    </xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element>
  <xs:element name="nodes"><xs:complexType><xs:sequence>
   <xs:element name="node" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
    <xs:group ref="inside"/><xs:attribute name="id" type="xs:string" use="required"/>
    <xs:attribute name="label" type="xs:string"/></xs:complexType></xs:element>
   </xs:sequence></xs:complexType></xs:element>
  <xs:element name="edges"><xs:complexType><xs:sequence>
   <xs:element name="edge" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
    <xs:group ref="inside"/><xs:attribute name="id" type="xs:string"/>
    <xs:attribute name="type" type="edge"/><xs:attribute name="kind" type="xs:string"/>
    <xs:attribute name="label" type="xs:string"/>
    <xs:attribute name="weight" type="xs:double"/>
    <xs:attribute name="source" type="xs:string" use="required"/>
    <xs:attribute name="target" type="xs:string" use="required"/></xs:complexType></xs:element>
   </xs:sequence></xs:complexType></xs:element>
 </xs:sequence><xs:attribute name="defaultedgetype" type="edge"/>
 <xs:attribute name="mode" type="xs:string"/><xs:attribute name="timeformat" type="xs:string"/>
</xs:complexType></xs:element></xs:sequence>
<xs:attribute name="version" use="required" fixed="1.3"/></xs:complexType></xs:element>
</xs:schema>"""


@pytest.mark.parametrize("kind", ["actors", "incidents"])
def test_a_file_keeps_to_the_schema(view: View, kind: str) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="needs xmlschema: scripts/setup dev")
    schema = xmlschema.XMLSchema(SCHEMA)
    text = write(to_networkx(view, kind), "gexf").decode()
    assert [str(error) for error in schema.iter_errors(text)] == []


def test_a_claim_keeps_its_type_beside_that_of_the_edge(view: View) -> None:
    root = ET.fromstring(write(to_networkx(view, "incidents"), "gexf"))
    edges = root.findall(".//g:edge", NS)
    assert len(edges) == 50
    assert all(edge.get("type") is None for edge in edges)
    assert {edge.get("kind") for edge in edges} == {"in_response_to", "precedent_of", "part_of"}


def test_what_is_dated_is_there_only_then(view: View) -> None:
    network = to_networkx(view)
    root = ET.fromstring(write(network, "gexf"))
    spells = {
        (e.get("source"), e.get("target"), e.get("kind")): [
            (s.get("start"), s.get("end")) for s in e.findall(".//g:spell", NS)
        ]
        for e in root.findall(".//g:edge", NS)
    }
    for source, target, key, data in network.edges(keys=True, data=True):
        days = [tuple(spell.split("/")) for spell in data.get("spells", "").split()]
        assert spells[source, target, key] == days
    assert any(spells.values())


def test_nodes_have_a_colour_and_a_size(view: View) -> None:
    root = ET.fromstring(write(to_networkx(view), "gexf"))
    nodes = root.findall(".//g:node", NS)
    assert all(node.find("viz:color", NS) is not None for node in nodes)
    sizes = {node.get("label"): float(node.find("viz:size", NS).get("value")) for node in nodes}  # type: ignore[union-attr, arg-type]
    assert max(sizes, key=lambda label: sizes[label]) == "Russia"


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_what_xml_cannot_hold_is_replaced(form: str) -> None:
    one: MultiDiGraph[str] = nx.MultiDiGraph()
    one.add_node("a\x0b", label="bell\x07 & <b>")
    one.add_edge("a\x0b", "b", key="k", relation="x\x00", weight=2)
    text = write(one, form)
    ET.fromstring(text)
    read = (
        nx.read_graphml(io.BytesIO(text)) if form == "graphml" else nx.read_gexf(io.BytesIO(text))
    )
    assert set(read) == {"a\ufffd", "b"}


def test_numbers_of_several_types_share_an_attribute() -> None:
    one: MultiDiGraph[str] = nx.MultiDiGraph()
    one.add_node("a", size=1)
    one.add_node("b", size=1.5)
    one.add_node("c", size="big")
    text = write(one, "gexf").decode()
    assert 'title="size" type="string"' in text
