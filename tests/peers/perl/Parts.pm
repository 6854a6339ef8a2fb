# Texts to parts and back, for Net::SMPP: SMPP 3.4 section 5.2.19 (data_coding), 3GPP TS 23.040 section 9.2.3.24 (user data
# headers).
package Parts;

use strict;
use warnings;
use Encode ();

# What a message has room for, in octets: alone, as a part under a header of 6 octets, under one of 7. GSM septets travel one
# to an octet.
my %ROOM = ('gsm0338' => [160, 153, 152], 'iso-8859-1' => [140, 134, 133], 'UTF-16BE' => [140, 134, 132]);
my %ALPHABET = (0 => 'gsm0338', 1 => 'gsm0338', 3 => 'iso-8859-1', 8 => 'UTF-16BE');

# The fields of each message that together carry a text. Without a data_coding: 0 where that can, else 8.
sub split_text {
    my ($text, $ways, $reference) = @_;
    my $coding = $ways->{data_coding} // (defined octets('gsm0338', $text) ? 0 : 8);
    my $alphabet = $ALPHABET{$coding};
    my $octets = $alphabet && octets($alphabet, $text);
    die "the text cannot be written in data_coding $coding\n" unless defined $octets;
    my ($alone, $under6, $under7) = @{ $ROOM{$alphabet} };
    my $how = $ways->{concatenation};
    return { data_coding => $coding, short_message => $octets } if length $octets <= $alone;
    return { data_coding => $coding, short_message => '', message_payload => $octets } if $how eq 'payload';

    my $room = $how eq 'udh16' ? $under7 : $under6;
    my @parts = ('');
    for my $character (map { octets($alphabet, $_) } split //, $text) {
        push @parts, '' if length($parts[-1]) + length($character) > $room;
        $parts[-1] .= $character;
    }
    my ($total, $number) = (scalar @parts, 0);
    return map {
        $number++;
        my $fields = { data_coding => $coding, short_message => $_ };
        if ($how eq 'sar') {
            $fields->{sar_msg_ref_num} = pack 'n', $reference & 0xffff;
            $fields->{sar_total_segments} = pack 'C', $total;
            $fields->{sar_segment_seqnum} = pack 'C', $number;
        } else {
            $fields->{esm_class} = 0x40;
            $fields->{short_message} = (
                  $how eq 'udh8'  ? pack('C6', 5, 0, 3, $reference & 0xff, $total, $number)
                : $how eq 'udh16' ? pack('C3nCC', 6, 8, 4, $reference & 0xffff, $total, $number)
                :                   die "no such concatenation: $how\n"
            ) . $_;
        }
        $fields;
    } @parts;
}

# The text in an alphabet; nothing when it has no such characters.
sub octets {
    my ($alphabet, $text) = @_;
    return scalar eval { Encode::encode($alphabet, $text, Encode::FB_CROAK | Encode::LEAVE_SRC) };
}

# Joins what comes in parts.
sub new { return bless {}, shift }

# The whole message when the PDU completes one, with what was noted for each of its parts; else nothing.
sub take {
    my ($self, $pdu, $note) = @_;
    my $here = place($pdu);
    if ($here->{total} == 1) {
        return { text => words($here->{octets}, $pdu), segments => 1, concatenation => $here->{how}, notes => [$note] };
    }
    my $key = join ',', @{$pdu}{qw(source_addr destination_addr)}, @{$here}{qw(how reference total)};
    my $parts = $self->{$key} //= {};
    $parts->{ $here->{number} } = [$here->{octets}, $note];
    return if keys %$parts < $here->{total};
    delete $self->{$key};
    my @parts = map { $parts->{$_} } sort { $a <=> $b } keys %$parts;
    return {
        text          => words(join('', map { $_->[0] } @parts), $pdu),
        segments      => $here->{total},
        concatenation => $here->{how},
        notes         => [map { $_->[1] } @parts],
    };
}

sub place {
    my ($pdu) = @_;
    my $octets = $pdu->{short_message};
    my $header = '';
    if ($pdu->{esm_class} & 0x40) {
        my $length = 1 + unpack 'C', $octets;
        $header = substr $octets, 1, $length - 1;
        $octets = substr $octets, $length;
    }
    return { how => 'payload', total => 1, octets => $pdu->{message_payload} } if defined $pdu->{message_payload};
    my $total = unpack 'C', $pdu->{sar_total_segments} // "\x01";
    if ($total > 1) {
        my $reference = unpack 'n', $pdu->{sar_msg_ref_num};
        return { how => 'sar', reference => $reference, total => $total, number => unpack('C', $pdu->{sar_segment_seqnum}), octets => $octets };
    }
    while (length $header) {
        my ($element, $value) = unpack 'C C/a', $header;
        $header = substr $header, 2 + length $value;
        my $layout = { 0x00 => 'CCC', 0x08 => 'nCC' }->{$element} or next;
        my ($reference, $total, $number) = unpack $layout, $value;
        return { how => $element ? 'udh16' : 'udh8', reference => $reference, total => $total, number => $number, octets => $octets };
    }
    return { how => 'none', total => 1, octets => $octets };
}

# What is not text is shown as octets.
sub words {
    my ($octets, $pdu) = @_;
    my $alphabet = $ALPHABET{ $pdu->{data_coding} & 0x0f };
    return $alphabet ? Encode::decode($alphabet, $octets) : unpack 'H*', $octets;
}

1;
