#!/usr/bin/perl
# An SMSC on Debian's Net::SMPP, driven by lines of JSON: ../README.md says what they mean.
use strict;
use warnings;
use FindBin;
use IO::Select;
use POSIX ();
use lib $FindBin::Bin;
use Lines;
use Link;
use Parts;

my %options = (
    port          => 0,
    password      => undef,
    ids           => 'decimal',
    receipts      => 'DELIVRD',
    receipt_first => 0,
    throttle      => 0,
    drop_after    => 0,
    deaf          => 0,
    malformed     => 0,
    data_coding   => undef,
    concatenation => 'udh8',
    parts         => undef,
    lose_acks     => 0,
);
Lines::set(\%options, $ARGV[0] // '{}');

my %STATES = (DELIVRD => 2, EXPIRED => 3, DELETED => 4, UNDELIV => 5, ACCEPTD => 6, UNKNOWN => 7, REJECTD => 8);
my %STATUS = (ROK => 0x00, RINVBNDSTS => 0x04, RINVPASWD => 0x0e, RTHROTTLED => 0x58);
# Each run has identifiers of its own, and each has a letter in hexadecimal.
my $last_id = time * 2**20 + 0xa0000;
my ($reference, $opened) = (0, 0);
my @links;      # the one whose turn it is to deliver comes first
my @waiting;    # what is to be delivered and has no link yet
my $submitted = Parts->new;

my $server = Link->new_listen('127.0.0.1', port => $options{port}, async => 1) or die "cannot listen: $!\n";
Lines::say(listening => Lines::number($server->sockport));

while (1) {
    my %by_handle = map { fileno $_->{session} => $_ } @links;
    my ($readable) = IO::Select->select(
        IO::Select->new(\*STDIN, $server, map { $_->{session} } @links),
        IO::Select->new(map { $_->{session} } grep { $_->{session}->has_output } @links),
    );
    for my $handle (grep { $_->opened } @$readable) {
        if (fileno $handle == fileno STDIN) { Lines::hear(\&obey) or exit }
        elsif (fileno $handle == fileno $server) { open_link() }
        elsif (my $link = $by_handle{ fileno $handle }) { serve($link) }
    }
    for my $link (@{ [@links] }) { close_link($link) if !$link->{session}->flush_output || $link->{ended} && !$link->{session}->has_output }
}

sub open_link {
    my $session = $server->accept or return;
    $session->blocking(0);
    push @links, { number => ++$opened, session => $session, receives => 0, sends => 0, unanswered => {} };
}

sub close_link {
    my ($link) = @_;
    return unless grep { $_ == $link } @links;
    @links = grep { $_ != $link } @links;
    close $link->{session};
    Lines::say(closed => { link => $link->{number} });
    my $unanswered = $link->{unanswered};
    unshift @waiting, map { $unanswered->{$_} } sort { $a <=> $b } keys %$unanswered;
    deliver_waiting();
}

sub serve {
    my ($link) = @_;
    my $alive = $link->{session}->fill;
    while (my $pdu = $link->{session}->next_pdu) {
        my $name = (Net::SMPP::pdu_tab->{ $pdu->{cmd} } // {})->{cmd} // '';
        if ($name =~ /^bind_(transceiver|transmitter|receiver)$/) { bind_link($link, $pdu, $1) }
        elsif ($name eq 'submit_sm')        { submit($link, $pdu) }
        elsif ($name eq 'deliver_sm_resp')  { answered($link, $pdu) }
        elsif ($name eq 'enquire_link')     { enquired($link, $pdu) }
        elsif ($name eq 'enquire_link_resp') { Lines::say(enquire_link_resp => { link => $link->{number} }) }
        elsif ($name eq 'unbind')           { unbind($link, $pdu) }
        elsif (!($pdu->{cmd} & 0x80000000)) { $link->{session}->generic_nack(seq => $pdu->{seq}, status => 0x03) }
        return unless $link->{session}->opened;
    }
    close_link($link) unless $alive;
}

sub bind_link {
    my ($link, $pdu, $as) = @_;
    my $status = defined $options{password} && $pdu->{password} ne $options{password} ? $STATUS{RINVPASWD} : $STATUS{ROK};
    Lines::say(
        bound => {
            link              => $link->{number},
            as                => $as,
            system_id         => $pdu->{system_id},
            interface_version => $pdu->{interface_version},
            status            => $status,
        }
    );
    my $respond = "bind_${as}_resp";
    $link->{session}->$respond(seq => $pdu->{seq}, status => $status, system_id => 'peer', sc_interface_version => "\x34");
    $link->{receives} = $status == $STATUS{ROK} && $as ne 'transmitter';
    $link->{sends}    = $status == $STATUS{ROK} && $as ne 'receiver';
    # What waits goes out in the segment of the response: an ESME must be ready for it.
    deliver_waiting();
}

sub enquired {
    my ($link, $pdu) = @_;
    Lines::say(enquire_link => { link => $link->{number} });
    $link->{session}->enquire_link_resp(seq => $pdu->{seq}) unless $options{deaf};
}

sub unbind {
    my ($link, $pdu) = @_;
    Lines::say(unbind => { link => $link->{number} });
    $link->{session}->unbind_resp(seq => $pdu->{seq});
    @{$link}{qw(receives sends ended)} = (0, 0, 1);
}

sub submit {
    my ($link, $pdu) = @_;
    # An error has a body too: the module knows no other.
    my $answer = sub {
        my ($status, $id) = @_;
        $link->{session}->submit_sm_resp(seq => $pdu->{seq}, status => $status, message_id => $id);
    };
    return $answer->($STATUS{RINVBNDSTS}, '') unless $link->{sends};
    my ($from, $to) = @{$pdu}{qw(source_addr destination_addr)};
    if ($options{throttle} > 0) {
        $options{throttle}--;
        Lines::say(throttled => { link => $link->{number}, from => $from, to => $to });
        return $answer->($STATUS{RTHROTTLED}, '');
    }
    my ($id_of_response, $id_of_receipt) = spell(++$last_id);
    if (my $whole = $submitted->take($pdu, $id_of_response)) {
        my $ids = delete $whole->{notes};
        my %fields = map { $_ => $pdu->{$_} } qw(data_coding esm_class registered_delivery);
        Lines::say(submit => { link => $link->{number}, from => $from, to => $to, ids => $ids, %fields, %$whole });
    }
    # It was taken, and the ESME does not learn it.
    return drop() if $options{drop_after} > 0 && --$options{drop_after} == 0;
    my $asked = $options{receipts} && ($pdu->{registered_delivery} & 1);
    $answer->($STATUS{ROK}, $id_of_response) unless $options{receipt_first};
    deliver(receipt($pdu, $id_of_receipt)) if $asked;
    $answer->($STATUS{ROK}, $id_of_response) if $options{receipt_first};
}

# The identifier as the response and as the receipt have it.
sub spell {
    my ($id) = @_;
    my $hex = sprintf '%x', $id;
    return @{ { decimal => ["$id", "$id"], hex => [$hex, "$id"], padded => ["$id", sprintf '%020d', $id], upper => [$hex, uc $hex] }->{ $options{ids} } };
}

# SMPP 3.4, appendix B.
sub receipt {
    my ($pdu, $id) = @_;
    my $now = POSIX::strftime('%y%m%d%H%M', gmtime);
    my $stat = $options{receipts};
    my ($delivered, $error) = $stat eq 'DELIVRD' ? ('001', '000') : ('000', '001');
    return {
        receipt => $id,
        fields  => {
            source_addr_ton      => $pdu->{dest_addr_ton},
            source_addr_npi      => $pdu->{dest_addr_npi},
            source_addr          => $pdu->{destination_addr},
            dest_addr_ton        => $pdu->{source_addr_ton},
            dest_addr_npi        => $pdu->{source_addr_npi},
            destination_addr     => $pdu->{source_addr},
            esm_class            => 0x04,
            data_coding          => 0,
            short_message        => "id:$id sub:001 dlvrd:$delivered submit date:$now done date:$now stat:$stat err:$error text:-",
            receipted_message_id => "$id\0",
            message_state        => pack('C', $STATES{$stat}),
        },
    };
}

# Gives something to the link whose turn it is; without one it waits.
sub deliver {
    my ($item) = @_;
    my ($link) = grep { $_->{receives} } @links;
    if (!$link) {
        push @waiting, $item;
        return Lines::say(waiting => { messages => scalar @waiting });
    }
    @links = ((grep { $_ != $link } @links), $link);
    my $session = $link->{session};
    my $seq = ++$link->{sequence};
    $link->{unanswered}{$seq} = $item;
    if ($item->{malformed}) {
        # A parameter that claims 200 octets where one is left. The module's own call would count them.
        my $body = Net::SMPP::encode_submit_v34($session, %{ $item->{fields} }) . Net::SMPP::encode_optional_params(optional($item));
        $session->syswrite(pack('N4', 16 + length($body) + 5, 0x00000005, 0, $seq) . $body . pack('nnC', 0x0427, 200, 2));
    } else {
        $session->deliver_sm(async => 1, seq => $seq, %{ $item->{fields} });
    }
    Lines::say(receipt_sent => { link => $link->{number}, id => $item->{receipt} }) if $item->{receipt};
}

sub optional {
    my ($item) = @_;
    return map { $_ => $item->{fields}{$_} } grep { $Net::SMPP::param_by_name{$_} } keys %{ $item->{fields} };
}

sub deliver_waiting {
    my @ready = splice @waiting;
    deliver($_) for @ready;
}

sub answered {
    my ($link, $pdu) = @_;
    my $item = $link->{unanswered}{ $pdu->{seq} } or return;
    # The ESME has it, and nobody here learns it.
    if (!$item->{receipt} && $options{lose_acks} > 0) {
        $options{lose_acks}--;
        return drop();
    }
    delete $link->{unanswered}{ $pdu->{seq} };
    my %how = (link => $link->{number}, status => $pdu->{status});
    if ($item->{receipt}) { Lines::say(receipt_resp => { %how, id => $item->{receipt} }) }
    else { Lines::say(deliver_resp => { %how, map { $_ => $item->{$_} } qw(id part parts) }) }
}

sub deliver_text {
    my ($wanted) = @_;
    my ($from, $to, $text, $id) = delete @{$wanted}{qw(from to text id)};
    my %ways = %options;
    Lines::set(\%ways, $wanted);
    my @parts = Parts::split_text($text, \%ways, ++$reference);
    for my $part (@{ $ways{parts} // [1 .. @parts] }) {
        my %fields = (source_addr_ton => 1, source_addr_npi => 1, source_addr => $from, destination_addr => $to, %{ $parts[$part - 1] });
        deliver({ id => $id, part => $part, parts => scalar @parts, malformed => $ways{malformed}, fields => \%fields });
    }
}

sub drop {
    close_link($_) for @{ [@links] };
}

sub obey {
    my ($what, $value) = @_;
    if    ($what eq 'deliver')      { deliver_text($value) }
    elsif ($what eq 'set')          { Lines::set(\%options, $value) }
    elsif ($what eq 'enquire_link') { $_->{session}->enquire_link(async => 1, seq => ++$_->{sequence}) for @links }
    elsif ($what eq 'drop')         { drop() }
    elsif ($what eq 'quit')         { exit }
    else                            { die "no such line: $what\n" }
}
